"""Opens pages in a real browser and writes down whatever runs, loads from elsewhere or leaves the page."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Error, Page, Route

AUDIT = r"""
(ours) => {
  const found = [];
  const unsafe = /^(?!(https?|mailto|tel):)[a-z][a-z0-9+.-]*:/i;
  for (const e of document.querySelectorAll('*')) {
    const tag = e.tagName.toLowerCase();
    for (const a of e.attributes) {
      if (/^on/i.test(a.name)) found.push(tag + ' ' + a.name);
      if (a.name === 'style' || a.name === 'srcdoc' || a.name === 'ping') found.push(tag + ' ' + a.name);
      if (/^(href|src|action|formaction|xlink:href|data|poster|background|srcset)$/i.test(a.name)) {
        const value = a.value.replace(/[\x00-\x20]/g, '');
        const icon = tag === 'link' && e.rel === 'icon' && value.startsWith('data:image/svg+xml,%3Csvg');
        if (!icon && unsafe.test(value)) found.push(tag + ' ' + a.name + '=' + value.slice(0, 40));
        if (tag !== 'a' && !(tag === 'link' && e.rel === 'canonical') && !icon && new URL(a.value, document.baseURI).origin !== location.origin && a.name !== 'srcset') found.push(tag + ' from elsewhere ' + value.slice(0, 40));
      }
    }
    if (/^(iframe|frame|frameset|object|embed|base|form|template|applet|portal|math|foreignobject|use|animate|set|image|marquee|dialog)$/.test(tag) && !ours.includes(e.cloneNode(false).outerHTML)) found.push(tag);
    if (/^(script|noscript)$/.test(tag) && !ours.includes(e.outerHTML)) found.push(tag + ' ' + e.outerHTML.slice(0, 80));
    if (tag === 'link' && !/^(icon|canonical|alternate)$/.test(e.rel)) found.push('link ' + e.rel);
    if (tag === 'meta' && e.httpEquiv && !/^content-security-policy$/i.test(e.httpEquiv)) found.push('meta ' + e.httpEquiv);
    for (const kind of ['mouseover', 'pointerenter', 'focus', 'click', 'input', 'toggle', 'animationstart', 'wheel', 'contextmenu', 'copy'])
      if (e.getAttribute && e.hasAttribute('on' + kind)) e.dispatchEvent(new Event(kind, {bubbles: true, cancelable: true}));
  }
  if (document.querySelectorAll('style').length !== 1) found.push('styles: ' + document.querySelectorAll('style').length);
  if (document.querySelectorAll('meta[http-equiv]').length !== 1) found.push('policies: ' + document.querySelectorAll('meta[http-equiv]').length);
  return found;
}
"""


class Seen(NamedTuple):
    """What happened while pages were open."""

    executions: list[str]
    requests: list[str]
    """To elsewhere, and navigations away."""
    elements: list[str]
    """What could run or load, whether it did or not."""
    opened: list[str]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder over http on this machine; gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def visit(browser: Browser, folder: Path, paths: list[str], *, with_policy: bool, ours: Iterable[str] = (), pause: int = 0) -> Seen:
    """Open pages of a folder, with their content security policy or with it stripped. `ours`: scripts and forms that belong there, as they are written."""
    seen = Seen([], [], [], [])
    with served(folder) as address:
        context = browser.new_context(bypass_csp=not with_policy)
        context.set_default_timeout(10_000)

        def decide(route: Route) -> None:
            if route.request.url.startswith((address + "/", "data:")):
                route.continue_()
            else:
                seen.requests.append(route.request.url)
                route.abort()

        context.route("**/*", decide)
        context.expose_binding("struck", lambda source, mark: seen.executions.append(f"{mark} on {source['page'].url}"))
        # Where the code was written in escapes it still has its first name.
        context.add_init_script("Object.defineProperty(window, 'RUN', {get() { struck('RUN'); return 1; }})")
        page = context.new_page()
        page.on("dialog", lambda dialog: (seen.executions.append(dialog.message), dialog.dismiss()))
        context.on("page", lambda popup: seen.requests.append(f"a new window {popup.url}") if popup is not page else None)
        for path in paths:
            _open(page, f"{address}/{path}", [*ours], seen, pause)
        context.close()
    return seen


def _open(page: Page, address: str, ours: list[str], seen: Seen, pause: int) -> None:
    page.goto(address)
    page.wait_for_timeout(pause)
    if page.url.partition("#")[0] != address:
        seen.requests.append(f"{address} left for {page.url}")
        return
    try:
        seen.elements.extend(f"{address}: {found}" for found in page.evaluate(AUDIT, ours))
    except Error as error:  # the page went away under our hands
        seen.requests.append(f"{address} left: {error.message}")
        return
    seen.opened.append(address)
    if address.endswith("/search.html"):
        for word in ("人", "<", "script", '"', "img"):
            page.fill("#_q", word)
            page.wait_for_timeout(50)
        seen.elements.extend(f"{address}: {found}" for found in page.evaluate(AUDIT, ours))
