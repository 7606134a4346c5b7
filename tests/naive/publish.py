"""What is published of whom (section 8)."""

from __future__ import annotations

from .ledger import Ledger, Line
from .model import Household, Model, Person, Record, nfc


def bare(name: str) -> str:
    """A name without white space, which makes no difference between names."""
    return "".join(nfc(name).split())


def masked(name: str) -> str:
    """张建国 as 张*国, 张三 as 张*, longer names with a * for each between.

    Ambiguity: a name of one character is published as *; one of two characters set with a space is no longer one.
    """
    name = nfc(name)
    if len(bare(name)) == 1:
        return "*"
    if len(bare(name)) == 2:
        return name[0] + "*"
    return name[0] + "*" * (len(name) - 2) + name[-1]


def consented(model: Model, person: Person) -> bool:
    """Whether this person may be named in full on the web."""
    if person.minor:
        return False
    mode = model.site.get("names", "by_consent")
    # `masked`: nobody is named, whatever they consented to.
    return mode == "full" or (mode == "by_consent" and "web" in person.consent)


def web_name(model: Model, who: Person | Household) -> str:
    """A household is named after its head.

    Ambiguity: of namesakes all must have consented, here too, since "nobody's masked name
    reaches any output in full".
    """
    person = who.head() if isinstance(who, Household) else who
    namesakes = [p for p in model.persons.values() if bare(p.name) == bare(person.name)]
    full = all(consented(model, one) for one in namesakes)
    return person.name if full else masked(person.name)


def how_listed(ledger: Ledger, record: Record) -> str:
    """full, anonymous, confidential or hidden (left out)."""
    flags = set()
    for one in (record, record.root):  # what the trigger is, the triggered record is too
        if one.rule.confidential:
            flags.add("confidential")
        line = next(line for line in ledger.lines if line.record is one)
        if is_deduction(line):
            flags.add(str(ledger.model.site.get("deductions", "anonymous")))
    for flag in ("hidden", "confidential", "anonymous"):
        if flag in flags:
            return flag
    return "full"


def is_deduction(line: Line) -> bool:
    """Its points, cut to the scale's decimals but before limits, are below 0."""
    assert line.wanted is not None
    return line.wanted < 0
