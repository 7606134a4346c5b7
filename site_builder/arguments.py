"""What may be said on the command line, and help and complaints about it in the site's language."""

from __future__ import annotations

import argparse
import datetime
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn
from unicodedata import east_asian_width

from site_builder import __version__
from site_builder.messages import Messages
from site_builder.print.papers import PAPERS
from site_builder.problems import N_
from site_builder.reading.scalars import parse_date
from site_builder.spread import processors

COMMANDS = {
    "new": N_("make a site folder to start from"),
    "check": N_("read and check everything, write nothing"),
    "build": N_("check, then publish into output/"),
    "serve": N_("build, show on this computer, and build again at every change"),
    "print": N_("make what hangs on walls and doors, as PDF"),
    "records": N_("list records with their ids, for objections and corrections; not for publication"),
    "close": N_("seal a period: nothing dated in it may change from then on"),
    "verify": N_("check a published site: its seals, and every figure that follows from its files"),
    "theme": N_("list the files of the theme, or copy one to change it"),
    "convert": N_("turn GB18030 files (Notepad's ANSI) into UTF-8"),
}
SHEETS = {
    "board": N_("a board on one page, for the wall"),
    "bulletin": N_("every entry of one notice, with places for signatures and seal"),
    "certificates": N_("a certificate for each who stands on a board"),
    "cards": N_("door cards with a code that leads to the household's page, ten on a sheet"),
    "all": N_("all of these for a period, and a bill of what hangs where"),
}
_OF_ARGPARSE = (
    N_("unrecognized arguments: {arguments}"),
    N_("the following arguments are required: {arguments}"),
    N_("ambiguous option: {option} could match {options}"),
    N_("invalid choice: {value} (choose from {choices})"),
    N_("ignored explicit argument {value}"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("argument {argument}: {complaint}"),
)
"""What argparse says by itself; whatever it may say besides stays English."""


def parse(arguments: Sequence[str] | None, language_of: Callable[[Path], str]) -> argparse.Namespace:
    """The options of a command line; `command` is "" where only help can be meant.

    `language_of` tells in which language to speak of a site folder. Ends the program with status 2,
    as argparse does, where the line cannot be understood.
    """
    say = Messages(language_of(_site(arguments))).say
    return _Arguments(say).parser.parse_args(arguments)


def _site(arguments: Sequence[str] | None) -> Path:
    """The site folder, before anything else of the line is understood."""
    first = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    first.add_argument("--site", nargs="?", type=Path, default=Path())
    return first.parse_known_args(arguments)[0].site or Path()


class _Arguments:
    """The parser of every command, in one language."""

    def __init__(self, say: Callable[..., str]) -> None:
        self._say = say
        self.parser = _Parser(say=say, prog="site-builder", parents=[self._common()], description=say(N_("Makes the public honor site of a village from its records.")))
        self.parser.set_defaults(command="", parser=self.parser, site=Path(), format="text")
        self.parser.add_argument("--version", action="version", version=__version__, help=say(N_("show the version and exit")))
        self._commands = self.parser.add_subparsers(metavar="COMMAND")
        self._add_building()
        self._add_auditing()
        self._add_helping()
        self._add_print()

    def _command(self, name: str) -> argparse.ArgumentParser:
        about = self._say(COMMANDS[name])
        sub = self._commands.add_parser(name, say=self._say, parents=[self._common()], help=about, description=about)
        sub.set_defaults(command=name, parser=sub)
        return sub

    def _common(self) -> Any:  # noqa: ANN401 - typeshed wants the very class of the parser that takes it
        """Options that stand before or after the command; unset where they are not given."""
        common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
        common.add_argument("--site", type=Path, metavar="DIR", help=self._say(N_("the site folder (default: this folder)")))
        common.add_argument("--format", choices=("text", "json"), help=self._say(N_("how problems are printed (default: text)")))
        return common

    def _add_building(self) -> None:
        say = self._say
        self._command("check")
        build = self._command("build")
        self._add_as_of(build)
        build.add_argument("--output", type=Path, metavar="DIR", help=say(N_("where to publish (default: output/ of the site folder)")))
        build.add_argument("--jobs", type=self._jobs, metavar="N", default=processors(), help=say(N_("how many processors may work at it (default: all; never changes the result)")))
        build.add_argument("--no-cache", action="store_true", help=say(N_("use nothing that an earlier build kept")))
        serve = self._command("serve")
        self._add_as_of(serve)
        serve.add_argument("--port", type=self._port, metavar="N", default=8000, help=say(N_("port on 127.0.0.1 (default: 8000)")))

    def _add_auditing(self) -> None:
        say = self._say
        records = self._command("records")
        records.add_argument("words", nargs="*", metavar="WORD", help=say(N_("only records that hold every word: a date, a name, an id, a rule")))
        close = self._command("close")
        close.add_argument("period", metavar=say(N_("PERIOD")), help=say(N_("2024-03, 2024-Q1 or 2024, as seal_period of site.yaml says")))
        verify = self._command("verify")
        verify.add_argument("target", metavar=say(N_("DIR-or-URL")), help=say(N_("a downloaded site, or its address")))

    def _add_helping(self) -> None:
        say = self._say
        new = self._command("new")
        new.add_argument("directory", type=Path, metavar=say(N_("DIR")), help=say(N_("the folder to make")))
        new.add_argument("--blank", action="store_true", help=say(N_("an empty village with commented files")))
        theme = self._command("theme")
        theme.add_argument("file", nargs="?", metavar="FILE", help=say(N_("copy this file into the site's own themes/")))
        convert = self._command("convert")
        convert.add_argument("files", type=Path, nargs="+", metavar=say(N_("FILE")), help=say(N_("a text file; the old one is kept beside it")))

    def _add_print(self) -> None:
        say = self._say
        printing = self._command("print")
        printing.set_defaults(what="")
        sheets = printing.add_subparsers(metavar="WHAT")
        for name in SHEETS:
            sheet = self._sheet(sheets, name)
            if name in ("board", "certificates"):
                sheet.add_argument("subject", metavar=say(N_("BOARD")), help=say(N_("the board's id in site.yaml")))
            if name in ("board", "all"):
                sheet.add_argument("--landscape", action="store_true", help=say(N_("lay boards on their side")))
            if name == "bulletin":
                sheet.add_argument("subject", metavar="POSTED", nargs="?", type=self._day, help=say(N_("the day of posting (default: the newest)")))
                sheet.add_argument("--large", action="store_true", help=say(N_("large print, for old eyes")))
            if name == "all":
                sheet.add_argument("subject", metavar=say(N_("PERIOD")), help=say(N_("2024-03, 2024-Q1, 2024 or all")))
                sheet.add_argument("--out", type=Path, metavar="DIR", help=say(N_("the folder to write into (default: print/PERIOD of the site folder)")))
            else:
                sheet.add_argument("--period", metavar="P", default="", help=say(N_("2024-03, 2024-Q1, 2024 or all (default: the latest; cards are the same in every period)")))
                sheet.add_argument("--out", type=Path, metavar="FILE", help=say(N_("where to write (default: print/ of the site folder)")))

    def _sheet(self, sheets: Any, name: str) -> argparse.ArgumentParser:  # noqa: ANN401 - argparse has no public name for it
        """What every kind of sheet has in common."""
        say = self._say
        about = say(SHEETS[name])
        sheet: argparse.ArgumentParser = sheets.add_parser(name, say=self._say, parents=[self._common()], help=about, description=about)
        sheet.set_defaults(what=name, subject=None, period="", landscape=False, large=False)
        sheet.add_argument("--paper", type=self._paper, metavar="SIZE", help=say(N_("A4, A3, A2, A1 or A0 (default: A3 or what a board needs; A4 for all else)")))
        sheet.add_argument("--bleed", action="store_true", help=say(N_("3 mm of ground around the paper, and crop marks, for a print shop")))
        sheet.add_argument("--png", action="store_true", help=say(N_("also a picture of every page, to be sent by chat")))
        self._add_as_of(sheet)
        return sheet

    def _add_as_of(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--as-of", type=self._date, metavar="DATE", help=self._say(N_("the day for which figures hold (default: today)")))

    # --- values ------------------------------------------------------------------------

    def _refused(self, message: str, text: str) -> argparse.ArgumentTypeError:
        return argparse.ArgumentTypeError(self._say(message, {"text": text}))

    def _date(self, text: str) -> datetime.date:
        day = parse_date(text)
        if day is None:
            raise self._refused(N_("“{text}” is not a date such as 2024-03-12"), text)
        return day

    def _day(self, text: str) -> str:
        return self._date(text).isoformat()

    def _paper(self, text: str) -> str:
        if text.upper() not in PAPERS:
            raise self._refused(N_("“{text}” is no paper: A4, A3, A2, A1 or A0"), text)
        return text.upper()

    def _jobs(self, text: str) -> int:
        if not text.isdecimal() or not 1 <= int(text) <= 256:
            raise self._refused(N_("“{text}” is not a number from 1 to 256"), text)
        return int(text)

    def _port(self, text: str) -> int:
        if not text.isdecimal() or int(text) > 65535:
            raise self._refused(N_("“{text}” is not a port"), text)
        return int(text)


class _Parser(argparse.ArgumentParser):
    """argparse with its own words in the site's language."""

    def __init__(self, *, say: Callable[..., str], **options: Any) -> None:  # noqa: ANN401 - argparse's own
        super().__init__(add_help=False, formatter_class=_Wide, **options)
        self._say = say
        self._positionals.title, self._optionals.title = say(N_("what is expected")), say(N_("options"))
        self.add_argument("-h", "--help", action="help", help=say(N_("show this help and exit")))

    def format_usage(self) -> str:
        """The line that shows how the command is written."""
        return self._titled(super().format_usage())

    def format_help(self) -> str:
        """All that there is to say of the command."""
        return self._titled(super().format_help())

    def _titled(self, text: str) -> str:
        return text.replace("usage: ", self._say(N_("usage: ")), 1)

    def error(self, message: str) -> NoReturn:
        """Complain, and end with status 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {self._translated(message)}\n")

    def _translated(self, message: str) -> str:
        for text in _OF_ARGPARSE:
            match = re.fullmatch(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.*?)", re.escape(text)), message, re.DOTALL)
            if match:
                return self._say(text, {name: self._translated(value) for name, value in match.groupdict().items()})
        return message


class _Wide(argparse.HelpFormatter):
    """Breaks lines by what they take on a screen, where a Chinese character is two columns wide."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        return list(_broken(text, width))

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in _broken(text, width))


def _broken(text: str, width: int) -> Iterable[str]:
    """Lines no wider than the screen; words of Latin letters stay whole where they fit."""
    line, columns = "", 0
    for piece in re.findall(r"[!-~]+ ?|.", text):
        wide = sum(2 if east_asian_width(character) in "WF" else 1 for character in piece)
        if line and columns + wide > width + piece.endswith(" "):
            yield line.rstrip()
            line, columns = "", 0
        line, columns = line + piece, columns + wide
    yield line.rstrip()
