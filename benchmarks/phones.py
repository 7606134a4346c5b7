"""Measures every kind of page of the sample village as a phone gets it: `python benchmarks/phones.py [LIGHTHOUSE [RUNS [KIND...]]]`.

Serves the site with gzip at a sub-path and prints a table in Markdown. Each page is opened in Chromium at the
speed of slow 3G, applied to every request (2 s until an answer begins, 400 kbit/s, as Chromium's own preset
for it says), with gzip and without: bytes, requests, largest contentful paint (LCP) once nothing more is
loaded, how much jumped (CLS), smallest text; and the paint of the largest text, where that is a loaded picture. With the path of a `lighthouse` program (npm), its four scores and its LCP for a
mobile phone besides: medians of RUNS runs (3).
"""

from __future__ import annotations

import gzip
import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, sync_playwright  # noqa: E402 - the path above leads to what follows

from site_builder.cli import run_command  # noqa: E402
from tests.conftest import BROWSERS, SAMPLE_DAY, launched  # noqa: E402
from tests.measures import SHIFT, SMALLEST_TEXT  # noqa: E402
from tests.test_pages_browser import KINDS, PHONE, find  # noqa: E402

SLOW = {"offline": False, "latency": 2000, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
MOUNT = "/village/"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LCP = """() => new Promise(done => new PerformanceObserver(list => {
  const all = list.getEntries().map(one => [one.startTime, one.url.startsWith('http')]), text = all.filter(one => !one[1]);
  done({all: all.pop(), text: text.pop() || null});
}).observe({type: 'largest-contentful-paint', buffered: true}))"""
"""When the largest thing was painted and whether that is a loaded picture, and the largest that came with the page."""
HEAD = "| kind of page | kB gzip | requests | Lighthouse P/A/BP/SEO | LCP mobile | LCP slow 3G, gzip / plain | CLS | smallest text |"


def main(lighthouse: str, runs: int, kinds: list[str]) -> None:
    """Build, serve, measure, print."""
    with tempfile.TemporaryDirectory() as out, sync_playwright() as playwright:
        site = Path(out) / "output"
        if run_command(["build", "--site", str(ROOT), "--as-of", SAMPLE_DAY.isoformat(), "--output", str(site)]):
            sys.exit(1)
        browser = launched(playwright)
        print(HEAD, "|" + "---|" * (HEAD.count("|") - 1), sep="\n")
        with served(site, compressed=True) as quick, served(site, compressed=False) as plain:
            for kind in kinds or KINDS:
                path = find(site, kind).relative_to(site).as_posix()
                packed = opened(browser, quick + path)
                scores = judged(lighthouse, quick + path, runs) if lighthouse else ("–", "–")
                bare = opened(browser, plain + path)
                kb = len(gzip.compress((site / path).read_bytes(), 9)) / 1000
                print(
                    f"| {kind} | {kb:.1f} | {packed['requests']} | {scores[0]} | {scores[1]} "
                    f"| {packed['lcp']} / {bare['lcp']} | {packed['shift']:g} | {packed['text']:g} px |",
                    flush=True,
                )
        browser.close()


@contextmanager
def served(site: Path, *, compressed: bool) -> Iterator[str]:
    """The address of the site while it is served."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            file = site / self.path.partition("?")[0].removeprefix(MOUNT)
            if not self.path.startswith(MOUNT) or not file.is_file():
                self.send_error(404)
                return
            data, kind = file.read_bytes(), self.guess(file)
            self.send_response(200)
            self.send_header("Content-Type", kind)
            if compressed and kind.startswith("text/"):
                data = gzip.compress(data, 9)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "max-age=600")
            self.end_headers()
            self.wfile.write(data)

        @staticmethod
        def guess(file: Path) -> str:
            kinds = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".txt": "text/plain", ".webp": "image/webp", ".png": "image/png"}
            return kinds.get(file.suffix, "application/octet-stream")

        def log_message(self, format: str, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}{MOUNT}"
        server.shutdown()


def opened(browser: Browser, address: str) -> dict[str, Any]:
    """What a phone on slow 3G goes through until the page stands there."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=2)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.startswith("http") else None)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    page.goto(address, wait_until="networkidle", timeout=120_000)
    requests = len(asked)
    paint = page.evaluate(LCP)
    when, is_picture = paint["all"]
    lcp = f"{when / 1000:.2f} s" + (f" (text {paint['text'][0] / 1000:.2f} s)" if is_picture and paint["text"] else "")
    found = {"lcp": lcp, "shift": page.evaluate(SHIFT), "text": page.evaluate(SMALLEST_TEXT), "requests": requests}
    context.close()
    return found


def judged(lighthouse: str, address: str, runs: int) -> tuple[str, str]:
    """Lighthouse's scores and its LCP, medians; the audits besides that a page failed."""
    reports = [_report(lighthouse, address) for _ in range(runs)]
    scores = [round(100 * median(report["categories"][name]["score"] for report in reports)) for name in CATEGORIES]
    lcp = median(report["audits"]["largest-contentful-paint"]["numericValue"] for report in reports)
    failed = sorted({
        audit["id"]
        for report in reports
        for name in CATEGORIES[1:]
        for audit in report["categories"][name]["auditRefs"]
        if audit["weight"] and report["audits"][audit["id"]]["score"] not in (None, 1)
    })
    return "/".join(map(str, scores)) + (f" ({', '.join(failed)})" if failed else ""), f"{lcp / 1000:.2f} s"


def _report(lighthouse: str, address: str) -> dict[str, Any]:
    """One run, with a profile of its own."""
    chromium = next(filter(None, map(shutil.which, BROWSERS)), "")
    with tempfile.TemporaryDirectory() as profile:
        flags = f"--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --user-data-dir={profile}"
        command = [lighthouse, address, "--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={flags}"]
        done = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "CHROME_PATH": chromium})
    report: dict[str, Any] = json.loads(done.stdout)
    return report


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "", int(sys.argv[2]) if len(sys.argv) > 2 else 3, sys.argv[3:])
