"""Feeds the readers, the Markdown and the verifiers what a coverage-guided fuzzer thinks of; run by hand.

Needs atheris (not a dependency of the project):

    pip install atheris
    PYTHONPATH=. python tests/fuzz/fuzz.py yaml -max_total_time=600
    PYTHONPATH=. python tests/fuzz/fuzz.py prose -max_len=20000 -timeout=10

An exception, a broken promise or a timeout ends it, and leaves the input in a file `crash-…`.
"""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["site_builder", "yaml", "markdown"]):
    from site_builder.build import check
    from site_builder.pages import verify_site
    from site_builder.problems import Problems
    from site_builder.publication.markup import split_markup
    from site_builder.publication.prose import Prose
    from site_builder.publication.screen import Screen
    from site_builder.reading.encoding import decode
    from site_builder.reading.front_matter import split_front_matter
    from site_builder.reading.private_numbers import find_private_numbers, redact
    from site_builder.reading.yaml_nodes import parse_yaml
    from site_builder.verify import VerifyRefused, verify

ROOT = Path(__file__).resolve().parents[2]
NAME = "张建国"
_RUNS = re.compile("[\\x00-\\x20]*(?:javascript|data|vbscript):", re.IGNORECASE)
"""An address that would run something."""


def fuzz_yaml(data: bytes) -> None:
    """A text gives nodes or a problem."""
    text = decode(data)
    if text is not None:
        problems = Problems()
        nodes = parse_yaml(text, "content/a.yaml", problems)
        assert nodes is not None or problems.has_errors


def fuzz_front_matter(data: bytes) -> None:
    """A Markdown file comes apart or there is a problem."""
    text = decode(data)
    if text is not None:
        problems = Problems()
        document = split_front_matter(text, "content/a.md", problems)
        assert document is not None or problems.has_errors


def fuzz_prose(data: bytes) -> None:
    """No script and no hidden name comes through."""
    text = data.decode("utf-8", "ignore")
    problems = Problems()
    html = Prose(Screen([NAME], [], problems), lambda *_: None, problems).render(text, "content/a.md", 1).html
    assert NAME not in html
    for piece in split_markup(html):
        assert piece.kind != "start" or piece.text != "script"
        assert not any(name.startswith("on") or (name in {"href", "src"} and _RUNS.match(value)) for name, value in piece.attributes.items())


def fuzz_numbers(data: bytes) -> None:
    """What was redacted holds no number any more."""
    text = data.decode("utf-8", "ignore")
    assert not find_private_numbers(redact(text))


def fuzz_rules(data: bytes) -> None:
    """Rules, or whatever stands in their file, are checked to the end."""
    _village("rules/rules.yaml", data)


def fuzz_roster(data: bytes) -> None:
    """The same for the roster."""
    _village("roster/roster.yaml", data)


def fuzz_points(data: bytes) -> None:
    """The same for records."""
    _village("points/2024-03.yaml", data)


_SITE = Path(tempfile.mkdtemp(prefix="fuzz-"))


def _village(path: str, data: bytes) -> None:
    file = _SITE / "content" / path
    whole = file.read_bytes()
    file.write_bytes(data)
    try:
        check(_SITE, None)
    finally:
        file.write_bytes(whole)


def fuzz_published(data: bytes) -> None:
    """A published file of any content is verified or found wrong. The first byte chooses the file."""
    files = ("site.json", "accounts.json", "records.csv", "redemptions.csv", "seals/2024-Q1.jsonl")
    file = _SITE / "output" / "data" / files[(data[:1] or b"\0")[0] % len(files)]
    whole = file.read_bytes()
    file.write_bytes(data[1:])
    try:
        with contextlib.suppress(VerifyRefused):
            verify(str(_SITE / "output"))
        with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")):
            verify_site.main([str(_SITE / "output" / "data")])
    finally:
        file.write_bytes(whole)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "yaml": fuzz_yaml, "front-matter": fuzz_front_matter, "prose": fuzz_prose, "numbers": fuzz_numbers,
    "rules": fuzz_rules, "roster": fuzz_roster, "points": fuzz_points, "published": fuzz_published,
}  # fmt: skip


def _prepare(target: str) -> Path:
    """The village that is spoilt, and a folder of inputs to start from."""
    seeds = _SITE / "seeds"
    if target == "published":
        _publish()
        shutil.copytree(_SITE / "output" / "data", seeds)
        return seeds
    shutil.copytree(ROOT / "tests" / "errors" / "BASE" / "content", _SITE / "content")
    seeds.mkdir()
    ending = "*.md" if target in {"prose", "front-matter"} else "*.yaml"
    for number, file in enumerate(sorted((ROOT / "tests" / "errors").rglob(ending)) + sorted((ROOT / "content").rglob(ending))):
        shutil.copy(file, seeds / f"{number}")
    return seeds


def _publish() -> None:
    """A sealed and published village."""
    from site_builder.cli import run_command
    from tests.seals.sites import AS_OF, make_site

    make_site(_SITE)
    assert run_command(["close", "2024-Q1", "--site", str(_SITE)]) == 0
    assert run_command(["build", "--site", str(_SITE), "--as-of", AS_OF]) == 0


def main() -> None:
    """Fuzz the target that the command line names."""
    target = sys.argv.pop(1)
    seeds = _prepare(target)
    atheris.Setup([*sys.argv, str(seeds)], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
