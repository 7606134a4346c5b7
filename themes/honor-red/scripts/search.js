(function () {
  var q = document.getElementById('_q'), list = document.getElementById('_r'), note = document.getElementById('_n'), rows = window.SEARCH || [];
  function like(shown, s, mask, exact) {
    if (exact ? shown.length !== s.length : shown.length < s.length) return false;
    for (var i = 0; i < s.length; i++) if (shown[i] !== s[i] && shown[i] !== mask) return false;
    return true;
  }
  function hit(r, s) {
    var read = ' ' + r[4] + ' ' + r[5];
    return r[0].toLowerCase().indexOf(s) >= 0 || like(r[0], s, '*', true) || r[2].toLowerCase().indexOf(s) === 0 || r[1].indexOf(s) === 0 ||
      read.indexOf(' ' + s) >= 0 || r[5].split(' ').some(function (w) { return like(w, s, '?'); });
  }
  function show() {
    var s = q.value.trim().toLowerCase().replace(/\s+/g, ''), found = s ? rows.filter(function (r) { return hit(r, s); }) : [];
    function other(r) { return r[0] !== s && (' ' + r[4] + ' ' + r[5] + ' ').indexOf(' ' + s + ' ') < 0; }
    list.textContent = '';
    found.filter(function (r) { return !other(r); }).concat(found.filter(other)).slice(0, 200).forEach(function (r) {
      var a = document.createElement('a'), small = document.createElement('small');
      a.href = r[3];
      a.textContent = r[0] + ' ';
      small.textContent = r[1] + ' ' + r[2];
      a.appendChild(small);
      list.appendChild(document.createElement('li')).appendChild(a);
    });
    note.textContent = !s ? '' : found.length ? note.dataset.some + ' ' + found.length : note.dataset.none;
  }
  q.addEventListener('input', show);
  show();
})();
