"""An address of the site is one that a browser can open."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.build import load


@pytest.mark.parametrize(
    ("url", "codes"),
    [("https://a.example:8443/x/", set()), ("https://a:99999999/", {"bad-base-url"}), ("https://a:0/", {"bad-base-url"}), ("https://a:b/", {"bad-base-url"})],
)
def test_a_port_is_a_port(tmp_path: Path, url: str, codes: set[str]) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text(f'village: 甲村\nnotice_days: 7\nbase_url: "{url}"\n', "utf-8")
    assert {problem.code for problem in load(tmp_path)[0].sorted()} == codes
