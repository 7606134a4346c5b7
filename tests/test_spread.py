"""Work that is spread over processors comes out the same, even where a helper fails."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from site_builder.spread import in_threads, processors
from tests.conftest import ROOT, SAMPLE_DAY

# Processes are split in a process of their own: one in which tests run has threads, and is never split.
PROLOGUE = """
import os, sys, threading
from site_builder import spread
spread._WORTH_A_PROCESS = 2
here = os.getpid()
"""


def run(script: str) -> str:
    command = [sys.executable, "-c", PROLOGUE + script]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, timeout=60).stdout.strip()


@pytest.mark.parametrize("count", [0, 1, 3, 4, 5, 100])
@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_everything_is_made_once_whatever_the_number_of_processes(count: int, jobs: int) -> None:
    made = run(f"""
results = list(spread.in_processes(lambda n: bytes([n + 1]) * (n + 1), {count}, {jobs}))
assert sorted(results) == [(n, bytes([n + 1]) * (n + 1)) for n in range({count})], results
print("whole")
""")
    assert made == "whole"


def test_the_work_is_done_in_several_processes_where_there_is_enough_of_it() -> None:
    pids = "len({data for _, data in spread.in_processes(lambda n: str(os.getpid()).encode(), %d, 2)})"
    assert run(f"print({pids % 4}, {pids % 3})") == ("2 1" if hasattr(os, "fork") else "1 1")


def test_a_process_with_threads_is_not_split() -> None:
    assert run("""
end = threading.Event(); threading.Thread(target=end.wait).start()
print(len({data for _, data in spread.in_processes(lambda n: str(os.getpid()).encode(), 8, 2)})); end.set()
""") == "1"


@pytest.mark.parametrize("fate", ["os.kill(os.getpid(), 9)", "os._exit(3)", "1 / 0", "return b''"])
def test_what_a_helper_does_not_make_the_caller_makes(fate: str) -> None:
    assert run(f"""
def make(number):
    if os.getpid() != here and number > 2:
        {fate}
    return b"%d" % number
print(sorted(spread.in_processes(make, 9, 2)) == [(n, b"%d" % n) for n in range(9)])
""") == "True"


def test_what_fails_everywhere_fails_as_if_nothing_were_spread() -> None:
    assert run("""
def make(number):
    if number == 5:
        raise ValueError("five")
    return b"x"
try:
    list(spread.in_processes(make, 9, 2))
except ValueError as error:
    print(error)
""") == "five"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be split here")
def test_no_helper_outlives_a_caller_that_stops() -> None:
    assert run("""
import time
def make(number):
    if os.getpid() != here:
        time.sleep(60)
    return b"x"
work = spread.in_processes(make, 9, 2)
next(work); work.close()
try:
    os.waitpid(-1, 0)
except ChildProcessError:
    print("alone")
""") == "alone"


def test_threads_give_their_results_in_order() -> None:
    def make(number: int) -> bytes:
        time.sleep(0.02 if number == 0 else 0)
        return bytes([number])

    assert list(in_threads(make, range(20), 4)) == [bytes([number]) for number in range(20)]


def test_what_fails_in_a_thread_fails_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(in_threads(lambda number: bytes(1 // number), [1, 0, 1], 2))


def test_there_is_at_least_one_processor() -> None:
    assert processors() >= 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be split here")
def test_a_template_that_fails_in_a_helper_is_told_as_ever(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "site_builder" / "starters" / "village" / "content", tmp_path / "content")
    template = tmp_path / "themes" / "honor-red" / "templates" / "households" / "household.html"
    template.parent.mkdir(parents=True)
    template.write_text("<p>{{ household.href }}</p>{{ 1 // (household.href|length - household.href|length) }}", "utf-8")

    def build(jobs: int) -> tuple[int, str]:
        script = f"from site_builder import spread; spread._WORTH_A_PROCESS = 2; import site_builder.__main__ as m; import sys; sys.argv[1:] = ['build', '--as-of', '{SAMPLE_DAY}', '--jobs', '{jobs}']; sys.exit(m.main())"
        ended = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
        return ended.returncode, ended.stderr

    code, said = build(1)
    assert code == 1
    assert "household.html:1" in said
    assert build(3) == (code, said)
