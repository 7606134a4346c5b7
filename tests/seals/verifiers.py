"""The three verifiers, asked in one process: the command, the program beside the data, and the script of the page."""

from __future__ import annotations

import base64
import contextlib
import io
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright._impl._driver import compute_driver_executable

from site_builder.pages import verify_site
from site_builder.verify import verify
from site_builder.verify.chain import check_seals
from site_builder.verify.findings import Findings
from site_builder.verify.published import parse, site
from site_builder.verify.source import open_source

HERE = Path(__file__).parent


class ThePage:
    """The script of a published verify.html, run by the Node that Playwright brings."""

    def __init__(self, output: Path) -> None:
        node, _ = compute_driver_executable()
        self._output = output
        self._run = subprocess.Popen(
            [node, str(HERE / "page.js"), str(output / "verify.html")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def refuses(self, protocol: str) -> bool:
        """Whether it says “not right” of the files as they lie there, opened by this protocol."""
        verdict = self._ask(protocol)["verdict"]
        assert verdict in ("good", "bad"), verdict
        return bool(verdict == "bad")

    def text_set_by(self, path: str) -> object:
        """What a page on a stick has of a period, once its script ran."""
        return self._ask("file:")["texts"].get(Path(path).stem)

    def _ask(self, protocol: str) -> dict[str, Any]:
        files = {path.relative_to(self._output).as_posix(): path.read_bytes() for path in (self._output / "data" / "seals").iterdir()}
        asked = {"protocol": protocol, "files": {path: base64.b64encode(data).decode() for path, data in files.items()}}
        assert self._run.stdin is not None
        assert self._run.stdout is not None
        self._run.stdin.write(json.dumps(asked) + "\n")
        self._run.stdin.flush()
        answer: dict[str, Any] = json.loads(self._run.stdout.readline())
        return answer

    def close(self) -> None:
        assert self._run.stdin is not None
        assert self._run.stdout is not None
        self._run.stdin.close()
        self._run.wait(10)
        self._run.stdout.close()


@contextlib.contextmanager
def page_of(output: Path) -> Iterator[ThePage]:
    page = ThePage(output)
    try:
        yield page
    finally:
        page.close()


def command_refuses(output: Path) -> bool:
    """Whether `site-builder verify` finds anything wrong."""
    return bool(verify(str(output)).problems)


def command_refuses_seals(output: Path) -> bool:
    """The same, with a short way: it looks at the seals first, and what is found there is found."""
    source, findings = open_source(str(output)), Findings()
    check_seals(source, parse((output / "data/site.json").read_bytes(), site).seals, findings)
    return bool(findings.found) or command_refuses(output)


def program_refuses(output: Path) -> bool:
    """Whether data/verify.py finds anything wrong."""
    with contextlib.redirect_stdout(io.StringIO()):
        return verify_site.main([str(output / "data")]) == 1
