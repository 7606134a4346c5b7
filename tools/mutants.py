"""Mutation testing of what the figures and the seals rest on: how many small faults the tests notice.

    pip install mutmut
    python tools/mutants.py WORK-FOLDER [--sample 300] [--seed 1] [--again] [AREA ...]

Copies the tree into a folder, lets mutmut put one fault after the other into the modules of an
area, and runs the tests that reach the function until one fails. Prints the score of each area and
the faults that no test noticed. `--sample` is how many faults of each area are tried, drawn by the seed; the same
folder again tries only what has not been tried. Takes hours: `nice` it. What is known to make no
difference is listed with its reason in tools/mutants.txt.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_FIGURES = ["tests/test_properties.py", "tests/test_golden.py", "tests/test_errors.py", "tests/test_seed_rows.py", "tests/seals/test_agree.py"]
AREAS = {
    "ledger": (["site_builder/ledger/*"], [*_FIGURES, "tests/ledger", "tests/seals/test_sealed.py"]),
    "publication": (["site_builder/publication/*"], [*_FIGURES, "tests/publication", "tests/test_privacy.py", "tests/pages/test_data_tables.py"]),
    "verifiers": (["site_builder/verify/*", "site_builder/pages/verify_site.py"], ["tests/seals"]),
}
"""The modules of an area, and the tests that are run for them: those that say the most in the least time."""
LEFT_OUT = [
    "--ignore=tests/seals/test_verify_page.py",  # starts a browser
    "--deselect=tests/seals/test_verify.py::test_the_program_beside_the_data_is_short_and_needs_nothing",  # it holds all faults
    "--deselect=tests/test_errors.py::test_every_code_of_the_program_has_a_case",  # so does the source
    "--deselect=tests/seals/test_said.py::test_everything_that_can_be_wrong_is_found_somewhere",  # it reads the source
    "-k", "not takes_long and not takes_no_longer and not files_are_split and not read_as_drawn and not every_byte",  # the clock, or the reader
]
_LIVED = (0, 33)
"""Exit statuses of a fault that lived; 33: no test reaches it."""
WITHOUT_SHRINKING = """

from hypothesis import Phase, settings  # noqa: E402

settings.register_profile("mutants", phases=[Phase.explicit, Phase.generate], database=None)
settings.load_profile("mutants")
"""


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("areas", nargs="*", default=list(AREAS), metavar="AREA")
    parser.add_argument("--sample", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", action="store_true", help="try only those that lived; modules have to be as they were, tests not")
    arguments = parser.parse_intermixed_args()
    for area in arguments.areas:
        folder = arguments.folder / area
        before = {name: status for name, status in _results(folder).items() if status is not None and status not in _LIVED} if arguments.again else {}
        _copy(folder, *AREAS[area])
        _prepare(folder)
        names = sorted(_results(folder))
        sample = sorted(random.Random(arguments.seed).sample(names, min(arguments.sample, len(names))))  # noqa: S311 - a sample, no secret
        _mutmut(folder, "run", "--max-children", "1", *(name for name in sample if name not in before))
        _tell(folder, area, sample, {**_results(folder), **before})
    return 0


def _copy(folder: Path, modules: list[str], tests: list[str]) -> None:
    """The tree as it is now, with what mutmut has to know. What was tried before stays."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("site_builder", "tests", "themes", "content", "docs", "make.py", "README.md", "LICENSE"):
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target)
    settings = {
        "source_paths": ["site_builder/"],
        "only_mutate": modules,
        "also_copy": ["themes", "content", "docs", "make.py", "README.md", "LICENSE"],
        "pytest_add_cli_args_test_selection": tests,
        "pytest_add_cli_args": LEFT_OUT,
    }
    lines = "".join(f"{name} = {json.dumps(value)}\n" for name, value in settings.items())
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    (folder / "pyproject.toml").write_text(f"{project}\n[tool.mutmut]\n{lines}", "utf-8")
    with (folder / "tests" / "conftest.py").open("a", encoding="utf-8") as file:
        file.write(WITHOUT_SHRINKING)


def _prepare(folder: Path) -> None:
    """Write all faults and find out which test reaches what; that none is of this name is said and no failure."""
    _mutmut(folder, "run", "none", may_fail=True)
    if not (folder / "mutants" / "mutmut-stats.json").is_file():
        sys.exit(f"The tests fail without any fault; see {folder / 'run.log'}")


def _mutmut(folder: Path, *arguments: str, may_fail: bool = False) -> str:
    run = subprocess.run([sys.executable, "-m", "mutmut", *arguments], cwd=folder, env={**os.environ, "SEALED_VILLAGES": "8"}, capture_output=True, text=True, check=False)  # noqa: S603
    (folder / f"{arguments[0]}.log").write_text(run.stdout + run.stderr, "utf-8")
    if run.returncode and not may_fail:
        sys.exit(f"mutmut {arguments[0]} failed; see {folder / arguments[0]}.log")
    return run.stdout


def _results(folder: Path) -> dict[str, int | None]:
    """The exit status of the tests by fault; None where it was not tried."""
    found: dict[str, int | None] = {}
    for meta in sorted((folder / "mutants" / "site_builder").rglob("*.meta")):
        found |= json.loads(meta.read_text("utf-8"))["exit_code_by_key"]
    return found


def _tell(folder: Path, area: str, sample: list[str], results: dict[str, int | None]) -> None:
    """Print the score of an area, and each fault that lived."""
    alike = _alike()
    lived = [name for name in sample if results[name] in _LIVED]
    equivalent = [name for name in lived if any(text in _change(folder, name) for text in alike)]
    tried = [name for name in sample if results[name] is not None]
    score = (len(tried) - len(lived)) / max(1, len(tried) - len(equivalent))
    print(f"{area}: {len(tried)} of {len(results)} tried, {len(tried) - len(lived)} noticed, {len(equivalent)} make no difference, score {score:.1%}")
    for name in lived:
        if name not in equivalent:
            print(f"\n{name}\n{_change(folder, name)}", flush=True)


def _change(folder: Path, name: str) -> str:
    """What a fault changes."""
    lines = _mutmut(folder, "show", name).splitlines()
    return "\n".join(line for line in lines if re.match(r"[-+](?![-+])|@@", line))


def _alike() -> list[str]:
    """The changed lines that are known to make no difference."""
    return [line for line in (ROOT / "tools" / "mutants.txt").read_text("utf-8").splitlines() if re.match(r"[-+]", line)]


if __name__ == "__main__":
    sys.exit(main())
