"""What may be said after `site-builder print`."""

from __future__ import annotations

import argparse
from pathlib import Path

from site_builder.print.papers import PAPERS
from site_builder.reading.scalars import parse_date

PERIOD = "2024-03, 2024-Q1, 2024 or all"


def add_kinds(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    """Add a command for each kind of thing that can be printed, and give them."""
    kinds = parser.add_subparsers(metavar="WHAT")

    def kind(name: str, help: str) -> argparse.ArgumentParser:
        sub = kinds.add_parser(name, parents=[common], help=help, description=help)
        sub.set_defaults(what=name, subject=None, period="", landscape=False, large=False)
        sub.add_argument("--paper", type=_paper, metavar="SIZE", help="A4, A3, A2, A1 or A0 (default: A3 or what a board needs; A4 for all else)")
        sub.add_argument("--bleed", action="store_true", help="3 mm of ground around the paper, and crop marks, for a print shop")
        sub.add_argument("--png", action="store_true", help="also a picture of every page, to be sent by chat")
        return sub

    board = kind("board", "a board on one page, for the wall")
    board.add_argument("subject", metavar="BOARD", help="the board's id in site.yaml")
    board.add_argument("--landscape", action="store_true", help="lay the paper on its side")
    bulletin = kind("bulletin", "every entry of one notice, with places for signatures and seal")
    bulletin.add_argument("subject", metavar="POSTED", nargs="?", type=_day, help="the day of posting (default: the newest)")
    bulletin.add_argument("--large", action="store_true", help="large print, for old eyes")
    certificates = kind("certificates", "a certificate for each who stands on a board")
    certificates.add_argument("subject", metavar="BOARD", help="the board's id in site.yaml")
    cards = kind("cards", "door cards with a code that leads to the household's page, ten on a sheet")
    for sub in (board, bulletin, certificates, cards):
        sub.add_argument("--period", metavar="P", default="", help=f"{PERIOD} (default: the latest; cards are the same in every period)")
        sub.add_argument("--out", type=Path, metavar="FILE", help="where to write (default: print/ of the site folder)")
    everything = kind("all", "all of these for a period, and a bill of what hangs where")
    everything.add_argument("subject", metavar="PERIOD", help=PERIOD)
    everything.add_argument("--landscape", action="store_true", help="lay boards on their side")
    everything.add_argument("--out", type=Path, metavar="DIR", help="the folder to write into (default: print/PERIOD of the site folder)")
    return [board, bulletin, certificates, cards, everything]


def _paper(text: str) -> str:
    if text.upper() not in PAPERS:
        raise argparse.ArgumentTypeError(f"{text!r} is no paper: A4, A3, A2, A1 or A0")
    return text.upper()


def _day(text: str) -> str:
    day = parse_date(text)
    if day is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2024-03-12")
    return day.isoformat()
