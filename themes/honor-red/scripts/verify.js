(function () {
  var byId = function (id) { return document.getElementById(id); };
  var field = byId('_d'), said = byId('_v'), list = byId('_s'), picked = byId('_p'), items = [].slice.call(list.children).reverse(), found = {};
  var online = /^https?:$/.test(location.protocol);
  window.SEALS = {};

  /* SHA-256 of bytes, in hex: WebCrypto is missing on plain http and on pages from a disk. */
  var K = [], FIRST = [];
  (function () {
    var n = 2, part = function (x) { return (x - Math.floor(x)) * 4294967296 | 0; };
    for (; K.length < 64; n++) {
      var prime = true;
      for (var d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
      if (!prime) continue;
      if (FIRST.length < 8) FIRST.push(part(Math.pow(n, 1 / 2)));
      K.push(part(Math.pow(n, 1 / 3)));
    }
  })();
  function sha256(bytes) {
    var length = bytes.length, blocks = length + 9 + 63 >> 6, h = FIRST.slice(), w = new Array(64);
    function byteAt(i) {
      if (i < length) return bytes[i];
      if (i === length) return 128;
      var back = blocks * 64 - 1 - i;
      return back < 4 ? length << 3 >>> back * 8 & 255 : back === 4 ? length >>> 29 & 255 : 0;
    }
    for (var block = 0; block < blocks; block++) {
      var i, s = h.slice();
      for (i = 0; i < 64; i++) {
        if (i < 16) {
          var at = block * 64 + i * 4;
          w[i] = byteAt(at) << 24 | byteAt(at + 1) << 16 | byteAt(at + 2) << 8 | byteAt(at + 3);
        } else {
          var x = w[i - 15], y = w[i - 2];
          w[i] = w[i - 16] + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3) + w[i - 7] + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10) | 0;
        }
        var e = s[4], a = s[0];
        var t = s[7] + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + (e & s[5] ^ ~e & s[6]) + K[i] + w[i] | 0;
        var u = ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & s[1] ^ a & s[2] ^ s[1] & s[2]) | 0;
        s = [t + u | 0, a, s[1], s[2], s[3] + t | 0, e, s[5], s[6]];
      }
      for (i = 0; i < 8; i++) h[i] = h[i] + s[i] | 0;
    }
    return h.map(function (word) { return ('0000000' + (word >>> 0).toString(16)).slice(-8); }).join('');
  }

  /* Half of a character, which no file of ours holds, cannot be encoded: nothing then, which gives another digest. */
  function utf8(text) {
    var raw = '';
    try { raw = unescape(encodeURIComponent(text)); } catch (half) {}
    var bytes = new Uint8Array(raw.length);
    for (var i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
    return bytes;
  }
  function headerOf(bytes) {
    var text = '';
    for (var i = 0; i < bytes.length && bytes[i] !== 10; i++) text += '%' + ('0' + bytes[i].toString(16)).slice(-2);
    try { return JSON.parse(decodeURIComponent(text)) || {}; } catch (broken) { return {}; }
  }

  /* The bytes of a period's file: the file itself where it can be asked for, its copy from a disk. */
  function load(period, done) {
    if (online) {
      var ask = new XMLHttpRequest();
      ask.open('GET', 'data/seals/' + period + '.jsonl');
      ask.responseType = 'arraybuffer';
      ask.onload = function () { done(ask.status === 200 ? new Uint8Array(ask.response) : null); };
      ask.onerror = function () { done(null); };
      ask.send();
      return;
    }
    var script = document.createElement('script');
    window.SEALS[period] = null;
    script.src = 'data/seals/' + period + '.js';
    script.onload = function () { done(typeof window.SEALS[period] === 'string' ? utf8(window.SEALS[period]) : null); };
    script.onerror = function () { done(null); };
    document.body.appendChild(script);
  }

  function mark(item, good, words) {
    var note = item.querySelector('i');
    note.className = good ? 'good' : 'bad';
    note.textContent = words;
  }
  function tell(good, words, item) {
    said.className = 'verdict ' + (good ? 'good' : 'bad');
    said.textContent = words + (item ? ' ' + item.querySelector('b').textContent : '');
  }

  /* Check file after file from the first on, then say what became of the digest that is asked for. */
  function check() {
    var wanted = field.value;
    var asked = wanted.replace(/^.*#/, '').replace(/[\uff10-\uff5a]/g, function (wide) { return String.fromCharCode(wide.charCodeAt(0) - 65248); }).replace(/[\s:\-]/g, '').toLowerCase();
    if (asked && !/^[0-9a-f]{8,64}$/.test(asked)) return tell(false, said.dataset.short);
    said.className = 'verdict';
    said.textContent = said.dataset.wait;
    next(0, null);
    function next(at, previous) {
      if (at === items.length) return conclude(asked);
      var item = items[at], period = item.getAttribute('data-period'), listed = item.getAttribute('data-digest');
      load(period, function (bytes) {
        var digest = bytes ? sha256(bytes) : '', follows = bytes && headerOf(bytes).previous === previous && headerOf(bytes).period === period;
        item.good = digest === listed && follows;
        found[period] = digest;
        mark(item, item.good, !bytes ? list.dataset.lost : digest !== listed ? list.dataset.bad : follows ? list.dataset.good : list.dataset.loose);
        setTimeout(function () { next(at + 1, listed); }, 0);
      });
    }
  }
  function conclude(asked) {
    var whole = items.every(function (item) { return item.good; });
    if (!asked) return tell(whole, whole ? said.dataset.all : said.dataset.broken);
    for (var i = items.length - 1; i >= 0; i--) {
      var item = items[i], digest = found[item.getAttribute('data-period')], listed = item.getAttribute('data-digest');
      if (digest.slice(0, asked.length) === asked) {
        var sound = items.slice(0, i + 1).every(function (one) { return one.good; });
        return tell(sound, !sound ? said.dataset.wrong : asked.length === 64 ? said.dataset.right : said.dataset.begins, item);
      }
      if (listed.slice(0, asked.length) === asked) return tell(false, said.dataset.wrong, item);
    }
    tell(false, said.dataset.unknown);
  }
  function fromAddress() {
    if (location.hash.length < 9 || location.hash.charAt(1) === '_') return;
    field.value = location.hash.slice(1);
    check();
  }

  byId('_c').hidden = false;
  byId('_f').hidden = online || !window.FileReader;
  byId('_b').addEventListener('click', check);
  field.addEventListener('keydown', function (event) { if (event.keyCode === 13) check(); });
  picked.addEventListener('click', function () { picked.value = ''; });
  picked.addEventListener('change', function () {
    var reader = new FileReader();
    reader.onload = function () { field.value = sha256(new Uint8Array(reader.result)); check(); };
    if (picked.files[0]) reader.readAsArrayBuffer(picked.files[0]);
  });
  window.addEventListener('hashchange', fromAddress);
  fromAddress();
})();
