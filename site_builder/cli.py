"""The command line: the only module that prints, asks or exits."""

from __future__ import annotations

import argparse
import gc
import json
import re
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from site_builder.arguments import parse
from site_builder.build import CACHE, FALLBACK_LANGUAGE, OUTPUT, Checked, Progress, build, check, load, rehearse
from site_builder.close import close
from site_builder.listing import COLUMNS, list_records
from site_builder.messages import Messages
from site_builder.new import new_site
from site_builder.output import check_target, recover
from site_builder.override import override, theme_files
from site_builder.problems import N_, Problem, Refused
from site_builder.reading.convert import Outcome, convert_file
from site_builder.reading.private_numbers import redact_for_clerk
from site_builder.unchanged import Command, is_settled, look, remember

CONVERTED: dict[Outcome, str] = {
    "converted": N_("{file} is now UTF-8; the old file is kept as {backup}. It begins:"),
    "already-utf8": N_("{file} is UTF-8 already; nothing was changed."),
    "not-gb18030": N_("{file} is neither UTF-8 nor GB18030; save it as UTF-8 in the program it comes from."),
    "not-a-file": N_("{file} is no file."),
    "failed": N_("{file} could not be read or written; nothing was changed."),
}
DONE, WRONG_CONTENT, WRONG_USE = 0, 1, 2
STATUS: dict[Outcome, int] = {
    "converted": DONE, "already-utf8": DONE, "not-gb18030": WRONG_CONTENT, "not-a-file": WRONG_USE, "failed": WRONG_USE,
}
MOST_SETTINGS = 1 << 20
"""Bytes of site.yaml that are looked through for the language alone."""
PAGE_TOLD = 2.0
"""Seconds after a build by which open pages have been told."""


def run_command(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status."""
    options = parse(arguments, _language_of)
    run = _COMMANDS.get(options.command)
    if run is None or (run is _print and not options.what):
        options.parser.print_help(sys.stderr)
        return WRONG_USE
    try:
        if not options.site.is_dir():
            _complain(FALLBACK_LANGUAGE, N_("{site} is no folder."), site=options.site)
            return WRONG_USE
        return run(options)
    except (Refused, OSError) as error:
        print(_why(error, _language_of(options.site)), file=sys.stderr, flush=True)
        return WRONG_USE


# --- commands --------------------------------------------------------------------------


def _check(options: argparse.Namespace) -> int:
    recover(options.site / OUTPUT)
    # Writes nothing, so it keeps nothing either.
    checked = check(options.site, None, output=options.site / OUTPUT)
    rehearse(checked)
    problems = _report(checked, options.format)
    if checked.problems.has_errors:
        return WRONG_CONTENT
    if options.format == "text":
        _say(checked.language, N_("Everything is in order. Warnings: {warnings}."), warnings=len(problems))
        sys.stdout.write(_drafts(checked))
    return DONE


def _drafts(checked: Checked) -> str:
    """The line that says how many records wait to be posted: a forgotten `posted` would take a whole month away in silence."""
    if not checked.drafts:
        return ""
    said = N_("Records that are drafts, seen by nobody and not counted until they are posted: {count} ({files}).")
    figures = {"count": sum(checked.drafts.values()), "files": ", ".join(checked.drafts)}
    return f"{Messages(checked.language).say(said, figures)}\n"


def _build(options: argparse.Namespace) -> int:
    started = time.monotonic()
    output = options.output if options.output is not None else options.site / OUTPUT
    check_target(output, options.site)
    recover(output)
    command = _plain_command(options)
    seen, last = look(command) if command else ("", 0)
    cache = None if options.no_cache else options.site / CACHE
    checked = check(options.site, options.as_of, cache, output)
    with _progress() as progress:
        built = build(options.site, output, checked, progress, cache, options.jobs)
    problems = _report(checked, options.format)
    if built is None:
        return WRONG_CONTENT
    messages = Messages(checked.language)
    foreign = N_("{path} does not belong to the site; it was kept.")
    kept = [messages.say(foreign, {"path": output / path}) for path in built.summary.foreign]
    for line in kept:
        print(line, file=sys.stderr)
    figures = {"pages": built.summary.pages, "records": built.records, "address": output / "index.html"}
    if options.format == "text":
        _say(
            checked.language,
            N_("{pages} pages, {changed} files new or changed, {records} records, {seconds} s. Open {address}"),
            **figures,
            changed=built.summary.changed,
            seconds=f"{time.monotonic() - started:.1f}",
        )
        sys.stdout.write(_drafts(checked))
    if command is not None and is_settled(last):
        said = messages.say(N_("Nothing has changed: {pages} pages, {records} records. Open {address}"), figures)
        complaints = [*map(messages.line, problems), *kept]
        remember(command, seen, checked.ends, f"{said}\n{_drafts(checked)}", "".join(f"{line}\n" for line in complaints))
    return DONE


def _plain_command(options: argparse.Namespace) -> Command | None:
    """The command as `unchanged` knows it, where its result may be remembered."""
    if options.no_cache or options.format != "text":
        return None
    as_of = options.as_of.isoformat() if options.as_of else ""
    site = "" if options.site == Path() else str(options.site)
    return Command(site, as_of, str(options.output) if options.output is not None else "")


def _serve(options: argparse.Namespace) -> int:
    # Watching files is slow to import, and nothing else needs it.
    from site_builder.preview import BuildResult, serve

    site, output = options.site, options.site / OUTPUT
    language = FALLBACK_LANGUAGE

    def once() -> BuildResult:
        nonlocal language
        try:
            checked = check(site, options.as_of, site / CACHE, output)
            language = checked.language
            built = build(site, output, checked, _silent, site / CACHE)
        except (Refused, OSError) as error:
            return BuildResult(ok=False, problems=[_why(error, language)])
        _collect_later()
        lines = [Messages(language).line(problem) for problem in _report(checked, "text")]
        if built is not None:
            changed = built.summary.changed
            _say(language, N_("{pages} pages, {changed} files new or changed."), pages=built.summary.pages, changed=changed)
        return BuildResult(ok=built is not None, problems=lines)

    def announce(text: str) -> None:
        is_address = text.startswith("http")
        _say(language, N_("Open {address} (Ctrl-C ends).") if is_address else text, address=text)

    check_target(output, site)
    recover(output)
    serve(site, output, once, options.port, announce)
    return DONE


def _collect_later() -> None:
    """Free what a build left in circles, once the open page has been told: this command goes on for hours."""
    timer = threading.Timer(PAGE_TOLD, gc.collect)
    timer.daemon = True
    timer.start()


def _new(options: argparse.Namespace) -> int:
    new_site(options.directory, blank=options.blank)
    _say(FALLBACK_LANGUAGE, N_("{directory} is ready. Next: cd {directory}, then site-builder build"), directory=options.directory)
    return DONE


def _records(options: argparse.Namespace) -> int:
    problems, language, village = load(options.site)
    lines = list(list_records(village, options.words)) if village else []
    if options.format == "json":
        found = [dict(zip(COLUMNS, map(redact_for_clerk, line), strict=True)) for line in lines]
        print(json.dumps({"records": found, "problems": Messages(language).as_data(problems.sorted())}, ensure_ascii=False, indent=1))
        return WRONG_CONTENT if problems.has_errors else DONE
    for line in lines:
        print(redact_for_clerk("\t".join(line)))
    if village and not lines:
        _complain(language, N_("No record holds all of these words."))
    _report(Checked(problems, language, None, None), "text")
    return WRONG_CONTENT if problems.has_errors else DONE


def _close(options: argparse.Namespace) -> int:
    closed = close(options.site, options.period)
    _report(Checked(closed.problems, closed.language, None, None), options.format)
    if not closed.digest:
        return WRONG_CONTENT
    if options.format == "text":
        if closed.backup:
            said = N_("{file} was left by an interrupted closing and held other entries than are sealed now; it is kept as {backup}.")
            _say(closed.language, said, file=closed.left, backup=closed.backup)
        elif closed.left:
            _say(closed.language, N_("{file} was left by an interrupted closing; its other half is written now."), file=closed.left)
        said = N_("{period} is closed: {entries} entries. Keep both files of content/seals/, build, and print the digest: {digest}")
        _say(closed.language, said, period=options.period, entries=closed.entries, digest=closed.digest)
    return DONE


def _print(options: argparse.Namespace) -> int:
    # The engine is optional, and nothing else needs it.
    from site_builder.print.choosing import Wanted
    from site_builder.print_out import Order, print_out

    wanted = Wanted(options.what, options.subject or "", options.period, None, options.paper or "", options.landscape, options.large)
    with _progress() as progress:
        printed = print_out(options.site, Order(wanted, options.as_of, options.out, options.bleed, options.png), progress)
    _report(Checked(printed.problems, printed.language, None, None), options.format)
    if printed.problems.has_errors:
        return WRONG_CONTENT
    if options.format == "text":
        pictures = [file for file in printed.written if file.path.suffix == ".png"]
        for file in printed.written:
            if file not in pictures:
                _say(printed.language, N_("{file}: {paper}, {pages} pages"), file=file.path, paper=file.paper, pages=file.pages)
        if pictures:
            _say(printed.language, N_("Beside them {count} pictures of the pages."), count=len(pictures))
        for title in printed.pending:
            _complain(printed.language, N_("{title}: entries of this period are still on notice, so places may change. Hand certificates out when it is over."), title=title)
        if not printed.coded:
            _complain(printed.language, N_("content/site.yaml says no base_url, so nothing has a QR code and there are no door cards."))
    return DONE


def _verify(options: argparse.Namespace) -> int:
    # The network is slow to import, and nothing else needs it.
    from site_builder.verify import verify

    language = _language_of(options.site)
    verified = verify(options.target)
    _print_problems(verified.problems, Messages(language), options.format)
    if options.format == "text":
        for seal in verified.seals:
            print(f"{seal.period}  {seal.digest}")
        if not verified.problems and not verified.seals:
            _say(language, N_("Everything agrees. No period is closed yet, so there is no digest to compare."))
        elif not verified.problems:
            _say(language, N_("Everything agrees. Now compare the digests with the printed boards: closed periods {seals}."), seals=len(verified.seals))
    return WRONG_CONTENT if verified.problems else DONE


def _theme(options: argparse.Namespace) -> int:
    if options.file:
        copy = override(options.site, options.file)
        _say(_language_of(options.site), N_("{path} is yours now. Change it and build; delete it to have the theme's again."), path=copy)
        return DONE
    theme = theme_files(options.site)
    for name in theme.files:
        print(f"{'*' if theme.is_own(name) else ' '} {name}")
    return DONE


def _convert(options: argparse.Namespace) -> int:
    conversions = [convert_file(file) for file in options.files]
    for conversion in conversions:
        say = _complain if STATUS[conversion.outcome] else _say
        say(FALLBACK_LANGUAGE, CONVERTED[conversion.outcome], file=conversion.path, backup=conversion.backup)
        for line in conversion.first_lines:
            print(f"    {redact_for_clerk(line)}")
    return max(STATUS[conversion.outcome] for conversion in conversions)


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "new": _new, "check": _check, "build": _build, "serve": _serve, "print": _print,
    "records": _records, "close": _close, "verify": _verify, "theme": _theme, "convert": _convert,
}  # fmt: skip


# --- speaking --------------------------------------------------------------------------


def _language_of(site: Path) -> str:
    """In which language to speak before the settings are read, or where they cannot be."""
    file = site / "content" / "site.yaml"
    try:
        # What is no plain file is refused later; here it could keep us waiting for ever.
        if not stat.S_ISREG(file.lstat().st_mode):
            return FALLBACK_LANGUAGE
        with file.open("rb") as stream:
            text = stream.read(MOST_SETTINGS).decode("utf-8-sig", errors="replace")
    except OSError:
        return FALLBACK_LANGUAGE
    found = re.search(r"^language: *[\"']?(zh-CN|zh-TW|en)\b", text, re.MULTILINE)
    return found[1] if found else FALLBACK_LANGUAGE


def _why(error: Refused | OSError, language: str) -> str:
    """Why a command was not carried out, be it that the system did not let it."""
    if isinstance(error, Refused):
        return Messages(language).say(error.message, error.values)
    values = {"path": error.filename or "site-builder", "reason": error.strerror or error}
    return Messages(language).say(N_("{path} cannot be used ({reason})."), values)


def _say(language: str, message: str, **values: object) -> None:
    print(Messages(language).say(message, values), flush=True)


def _complain(language: str, message: str, **values: object) -> None:
    print(Messages(language).say(message, values), file=sys.stderr, flush=True)


def _report(checked: Checked, form: str) -> list[Problem]:
    """Print all problems, one a line to standard error or as one list to standard output, and give them."""
    problems: list[Problem] = checked.problems.sorted()
    _print_problems(problems, Messages(checked.language), form)
    return problems


def _print_problems(problems: list[Problem], messages: Messages, form: str) -> None:
    if form == "json":
        print(json.dumps(messages.as_data(problems), ensure_ascii=False, indent=1))
        return
    # In one piece: the system writes each line of its own, and there may be very many.
    sys.stderr.write("".join(f"{messages.line(problem)}\n" for problem in problems))


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield _silent
        return
    # Slow to import, and only ever seen on a terminal.
    from tqdm import tqdm

    # Without the thread that watches over bars: a process with threads cannot be split in two.
    tqdm.monitor_interval = 0
    with tqdm(leave=False, file=sys.stderr, delay=0.5, bar_format="{percentage:3.0f} % {bar} {n_fmt}/{total_fmt}") as bar:

        def advance(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield advance


def _silent(_done: int, _total: int) -> None:
    """No progress to show."""
