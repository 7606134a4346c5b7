"""A preview in a process of its own, as a clerk starts it."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from email.message import Message
from pathlib import Path

import pytest

import site_builder.output

ROOT = Path(site_builder.output.__file__).parents[2]


class Preview:
    """The process, the lines it printed, and its site."""

    def __init__(self, site: Path, port: int = 0) -> None:
        self.site = site
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", str(Path(__file__).with_name("preview_child.py")), str(site), str(port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            # Tests that run in the background are deaf to Ctrl-C, and so would be what they start.
            preexec_fn=None if os.name == "nt" else lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no other thread of ours forks
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        self.address = ""

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))

    def line(self, start: str, seconds: float = 10) -> str:
        """The next line that starts so."""
        while True:
            line = self._lines.get(timeout=seconds)
            if line.startswith(start):
                return line

    def lines(self) -> list[str]:
        """What else was printed up to now."""
        found = []
        while not self._lines.empty():
            found.append(self._lines.get())
        return found

    def wait_until_ready(self) -> None:
        self.address = self.line("http://")

    def save(self, name: str, text: str) -> None:
        (self.site / name).parent.mkdir(parents=True, exist_ok=True)
        (self.site / name).write_text(text)

    def get(self, path: str = "/index.html", **headers: str) -> tuple[int, Message, bytes]:
        request = urllib.request.Request(self.address.rstrip("/") + path, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=10) as response:
                return response.status, response.headers, response.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers, error.read()

    def seconds_until(self, is_so: Callable[[], bool]) -> float:
        started = time.monotonic()
        while not is_so():
            assert time.monotonic() - started < 10
            time.sleep(0.01)
        return time.monotonic() - started

    def end(self, number: int = signal.SIGTERM) -> int:
        """Ask it to end; its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            return self.process.wait(5)
        finally:
            self.process.kill()
            self.process.wait()
            self._reader.join()
            assert self.process.stdout
            self.process.stdout.close()
            assert self.process.stderr
            self.errors = self.process.stderr.read()
            self.process.stderr.close()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of two pages."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "index.txt").write_text("first")
    (tmp_path / "content" / "404.txt").write_text("not here")
    return tmp_path


@pytest.fixture
def start(site: Path) -> Iterator[Callable[..., Preview]]:
    """Starts previews, and ends what the test did not."""
    started: list[Preview] = []

    def start(port: int = 0, ready: bool = True) -> Preview:
        preview = Preview(site, port)
        started.append(preview)
        if ready:
            preview.wait_until_ready()
        return preview

    yield start
    for preview in started:
        if not preview.process.stdout or not preview.process.stdout.closed:
            preview.end()


@pytest.fixture
def preview(start: Callable[..., Preview]) -> Preview:
    """A preview that is ready."""
    return start()
