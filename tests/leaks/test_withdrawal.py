"""A consent that is withdrawn takes the name out of everything, while what was sealed still holds.

The sample village with its closed quarters; `CANARIES=all` builds it from nothing as well.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from urllib.parse import quote

from tests.conftest import ROOT, SAMPLE_DAY
from tests.leaks.sites import files_of, look, run

ALL = os.environ.get("CANARIES") == "all"
PERIODS = sorted(file.stem for file in (ROOT / "content/seals").glob("*.yaml"))
DAY = SAMPLE_DAY.isoformat()


def member(roster: str) -> tuple[str, str]:
    """The line and the name of the person who is written of most among those who alone bear a name."""
    lines = re.findall(r"^.*\bname: *[^,}\n]+.*consent: \[[^\]]*web[^\]]*\].*$", roster, re.MULTILINE)
    named = {match[1]: line for line in lines if (match := re.search(r"\bname: *([^,}\n]+?) *[,}]", line))}
    texts = "".join(file.read_text("utf-8") for file in (ROOT / "content").rglob("*.md"))
    name = max((name for name in named if roster.count(name) == 1), key=texts.count)
    assert texts.count(name) > 2
    return named[name], name


def test_a_withdrawn_consent_leaves_no_trace_and_the_seals_hold(tmp_path: Path, sample: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(ROOT / "content", site / "content")
    shutil.copytree(sample, site / "output")
    shutil.copytree(ROOT / ".cache/pictures", site / ".cache/pictures")  # drawn already; what is not whole is drawn anew
    roster = next(file for file in sorted((site / "content/roster").rglob("*.yaml")) if "consent: [" in file.read_text("utf-8"))
    line, name = member(roster.read_text("utf-8"))
    assert len(files_with(site, name)) > 5, "who consents is named"
    roster.write_text(roster.read_text("utf-8").replace(line, re.sub(r", consent: \[[^\]]*\]", "", line)), "utf-8")
    assert traces(site, name) == []
    if ALL:
        shutil.rmtree(site / ".cache")
        shutil.rmtree(site / "output")
        assert traces(site, name) == []
        assert look(site).files_with(name) == []


def traces(site: Path, name: str) -> list[str]:
    """What is left of a name after a build, whose seals have to hold."""
    built = run("build", "--site", str(site), "--as-of", DAY)
    assert built.status == 0, built.err
    verified = run("verify", str(site / "output"), "--site", str(site))
    assert verified.status == 0, verified.err
    assert [line.split()[0] for line in verified.out.splitlines() if "  " in line] == PERIODS
    printed = [said for said in (built.out, built.err, verified.out, verified.err) if name in said]
    return files_with(site, name) + printed


def files_with(site: Path, name: str) -> list[str]:
    """Files whose bytes hold a name, as it is written in pages and data, in scripts, and in addresses."""
    forms = [name.encode(), json.dumps(name)[1:-1].encode(), quote(name).encode(), "".join(f"&#{ord(c)};" for c in name).encode()]
    return [path for path, file in files_of(site).items() if any(form in file.read_bytes() for form in forms) or name in path]
