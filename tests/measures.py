"""What is measured of a page in a browser."""

SMALLEST_TEXT = """() => {
  let least = 99;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const box = walk.currentNode.parentElement;
    if (walk.currentNode.data.trim() && box.getClientRects().length && !['STYLE', 'SCRIPT', 'NOSCRIPT'].includes(box.tagName))
      least = Math.min(least, parseFloat(getComputedStyle(box).fontSize));
  }
  return least;
}"""

SMALL_TARGETS = """() => [...document.querySelectorAll('a, input, label, summary')].filter(one => {
  if (one.className === 'skip' || (one.tagName === 'INPUT' && ['radio', 'checkbox'].includes(one.type))) return false;
  const box = one.getClientRects()[0];
  return box && box.height < 47.5;
}).map(one => one.outerHTML.slice(0, 90) + ' ' + Math.round(one.getClientRects()[0].height))"""

SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(one => { sum += one.value })).observe({type: 'layout-shift', buffered: true});
  requestAnimationFrame(() => setTimeout(() => done(sum), 0));
})"""
"""How much of a page jumped while it was drawn."""
