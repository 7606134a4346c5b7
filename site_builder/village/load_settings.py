"""Checks content/site.yaml as a whole and fills in what it leaves to the defaults."""

from __future__ import annotations

import dataclasses
import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from site_builder.problems import N_, Problems
from site_builder.reading.nearest import nearest
from site_builder.village.binding import Source
from site_builder.village.ids import by_id
from site_builder.village.numbers import check_decimals
from site_builder.village.settings import DEFAULT_SCALE, DEFAULT_TIMEZONE, Board, Scale, Settings
from site_builder.village.written import Written


def complete_settings(settings: Settings, problems: Problems) -> Settings:
    """The settings with every default in its place. Problems are reported."""
    scales = tuple(by_id(settings.scales, problems).values()) or (DEFAULT_SCALE,)
    for scale in scales:
        _check_scale(scale, problems)
    written = Written([settings])
    measures = tuple(by_id(settings.measures, problems).values())
    boards = tuple(_complete_board(board, scales, written, problems) for board in by_id(settings.boards, problems).values())
    _check_notice(settings, problems)
    return dataclasses.replace(
        settings, scales=scales, measures=measures, boards=boards, base_url=_base_url(settings, problems),
        timezone=_timezone(settings, problems),
    )


def _check_scale(scale: Scale, problems: Problems) -> None:
    check_decimals(scale.base, scale, scale.source.place("base"), problems)
    thresholds = set()
    for level in scale.levels:
        place = level.source.place("from")
        check_decimals(level.threshold, scale, place, problems)
        if level.threshold.value in thresholds:
            problems.error(
                place, "equal-levels", N_("two levels begin at {threshold}"), N_("give each a threshold of its own."),
                threshold=level.threshold.text,
            )
        thresholds.add(level.threshold.value)
    if scale.expires_on is not None and scale.unspent == "carry":
        problems.warning(
            scale.source.place("expires_on"), "expires-on-unused",
            N_("`expires_on` is given, but nothing expires with `unspent: carry`"),
            N_("set `unspent` to expire or reset, or delete `expires_on`."),
        )


def _complete_board(board: Board, scales: tuple[Scale, ...], written: Written, problems: Problems) -> Board:
    known = {scale.id: scale for scale in scales}
    scale = known.get(board.scale or scales[0].id)
    if scale is None:
        report_unknown_scale(board.scale, board.source, known, written, problems)
        scale = scales[0]
    board = dataclasses.replace(board, scale=scale.id)
    for wrong, message in _board_mistakes(board, scale):
        if wrong:
            problems.error(board.source.place(), "board-contradicts", message, N_("see the field reference for boards."))
    return board


def report_unknown_scale(
    scale: str, source: Source, known: dict[str, Scale], written: Written, problems: Problems
) -> None:
    """Say that a record names a scale that site.yaml does not have."""
    if written.has_id("scales", scale):
        return
    near = nearest(scale, known)
    problems.error(
        source.place("scale"), "unknown-scale", N_("there is no scale “{scale}”"),
        N_("did you mean “{near}”?") if near else N_("declare it in site.yaml."), scale=scale, near=near,
    )


def _board_mistakes(board: Board, scale: Scale) -> list[tuple[bool, str]]:
    standing, groups = board.measure == "standing", board.rank == "group"
    return [
        (board.top is not None and board.top_percent is not None, N_("`top` and `top_percent` exclude each other")),
        (groups and bool(board.roles or board.group), N_("a board of groups takes neither `roles` nor `group`")),
        (board.measure == "per_household" and not groups, N_("`per_household` needs `rank: group`")),
        (
            board.measure == "per_member" and not groups and (board.rank == "person" or scale.account == "person"),
            N_("`per_member` needs groups, or accounts of a household scale"),
        ),
        (standing and groups, N_("`standing` cannot rank groups")),
        (
            standing and board.rank == "person" and scale.account == "household",
            N_("in a scale of households `standing` ranks accounts, not persons"),
        ),
        (standing and bool(board.categories or board.rules), N_("`standing` takes neither `category` nor `rule`")),
        (
            standing and board.periods != (scale.base_per,),
            N_("the only period of a board of standings is the scale's `base_per`"),
        ),
        (board.top_percent is not None and board.top_percent.value > 100, N_("`top_percent` cannot be above 100")),
        (len(set(board.periods)) < len(board.periods), N_("a period is named twice")),
    ]


def _check_notice(settings: Settings, problems: Problems) -> None:
    seen: set[datetime.date] = set()
    for days in settings.notice_days:
        if days.first in seen:
            problems.error(
                days.source.place("from"), "notice-days-twice", N_("notice days from {day} are given twice"),
                N_("keep one of them."), day=days.first,
            )
        seen.add(days.first)


def _timezone(settings: Settings, problems: Problems) -> str:
    """The time zone, or the default where there is none of that name."""
    try:
        ZoneInfo(settings.timezone)
    except (ValueError, OSError, LookupError):  # ZoneInfoNotFoundError is a LookupError
        problems.error(
            settings.source.place("timezone"), "unknown-timezone", N_("there is no time zone “{timezone}”"),
            N_("write one such as Asia/Shanghai."), timezone=settings.timezone,
        )
        return DEFAULT_TIMEZONE
    return settings.timezone


def _base_url(settings: Settings, problems: Problems) -> str:
    url = settings.base_url
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.query and not parts.fragment
        sound = sound and parts.port != 0  # asking for it also refuses what is no port
    except ValueError:
        sound = False
    if not sound or any(c in url for c in " \"'<>\\"):
        problems.error(
            settings.source.place("base_url"), "bad-base-url", N_("“{url}” is not the address of a site"),
            N_("write it with https:// and a host, such as https://example.org/machang/."), url=url,
        )
        return ""
    return url if url.endswith("/") else url + "/"
