"""Roles are free words, but some have a meaning: a slip in one of these would take effect in silence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from site_builder.problems import N_, Place, Problems
from site_builder.reading.nearest import nearest
from site_builder.village.roster import RosterFile
from site_builder.village.rules import Rulebook
from site_builder.village.settings import Settings

WITH_MEANING = {
    "party_member": ("党员", "中共党员", "黨員", "party member"),
    "center_household": ("党员中心户", "中心户", "黨員中心戶", "中心戶", "center household"),
    "mediator": ("调解员", "人民调解员", "調解員"),
    "cadre": ("干部", "村干部", "幹部", "村幹部"),
    "recorder": ("记录员", "記錄員"),
    "supervisor": ("监督员", "監督員"),
}
"""The roles that the format knows, and what people call them."""
_LONG = 7
"""Shorter words are too often others: care, cadet."""


def check_roles(files: list[RosterFile], settings: Settings, rulebook: Rulebook, problems: Problems) -> None:
    """Warn of a role that is probably one of those with a meaning, unless a rule, scale or board asks for just that word."""
    asked = {scale.role for scale in settings.scales} | {role for board in settings.boards for role in board.roles}
    for version in chain(*rulebook.rules.values()):
        asked |= {version.role, version.triggers.link if version.triggers else ""}
    for role, place in _written(files):
        if role not in WITH_MEANING and role not in asked and (near := _meant(role)):
            problems.warning(
                place, "unknown-role", N_("the role “{role}” is a word of your own"),
                N_("did you mean “{near}”?"), role=role, near=near,
            )


def _written(files: list[RosterFile]) -> Iterator[tuple[str, Place]]:
    """Every role in the files of the roster, with its place."""
    for file in files:
        for household in file.households:
            for member in household.members:
                for index, role in enumerate(member.roles):
                    yield role.role, member.source.place("roles", index)
        for link in file.links:
            yield link.role, link.source.place("role")


def _meant(role: str) -> str | None:
    """The role with a meaning that a word probably stands for."""
    called = next((known for known, names in WITH_MEANING.items() if role in names), None)
    return called or (nearest(role, WITH_MEANING) if len(role) >= _LONG else None)
