"""Numbers of people that must not be published: resident ids, mobile telephones, bank cards.

Between two digits there may be spaces, hyphens, invisible characters and one line
end, and the digits may be those of any script. A number begins where a group of
digits begins and ends where one ends: it is never a piece of a longer one. The
work grows with the length of the text alone, also on megabytes of digits.
"""

from __future__ import annotations

import bisect
import datetime
import re
import string
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

from site_builder.problems import N_, Place, Problems
from site_builder.reading.characters import INVISIBLE

Kind = Literal["resident_id", "mobile", "bank_card"]

# What may stand between two digits, once _plain has made all spaces, hyphens and digits those of ASCII.
# After a line end no hyphen counts: there it begins the next item of a list.
_GAP = r"(?>[ \t\-\x00-\x08\x0b-\x1f\x7f]*)(?>(?:\n[ \t]*)?)"
_GAP_BYTES = bytes(range(ord(" ") + 1)) + b"-\x7f"


def _digits(first: str, others: str) -> re.Pattern[str]:
    """Return the pattern of a number that follows no digit; `_` is a gap.

    That no digit precedes is asked after the first one: a pattern that begins with
    characters is searched for many times faster than one that begins with a condition.
    """
    return re.compile(rf"{first}(?<![0-9]{first}){others.replace('_', _GAP)}")


_RESIDENT_ID = _digits(
    "[1-8]",
    r"(?:_[0-9]){5}_(?:1_[89]|2_0)(?:_[0-9]){2}_[01]_[0-9]_[0-3](?:_[0-9]){4}_(?:[0-9](?![0-9])|[XxＸｘ])",
)
_MOBILES = (
    _digits("0", "_0_8_6_1_[3-9](?:_[0-9]){9}(?![0-9])"),
    _digits("8", "_6_1_[3-9](?:_[0-9]){9}(?![0-9])"),
    _digits("1", "_[3-9](?:_[0-9]){9}(?![0-9])"),
)
_BANK_CARD = _digits("[0-9]", "(?:_[0-9]){12,18}(?![0-9])")
_ISO_DATE = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?![0-9])")

# What can stand in a number and is not ASCII.
_SPACES = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_HYPHENS = (
    "\u058a\u05be\u1806\u2010-\u2015\u2043\u2212\u2e3a\u2e3b\u2e40\u301c\u3030"
    "\u30a0\u30fc\ufe31\ufe32\ufe58\ufe63\uff0d"
)
_HYPHEN = re.compile(f"[{_HYPHENS}]")
_SPECIAL = re.compile(rf"(?![\x00-\x7f])[\d{_SPACES}{_HYPHENS}{INVISIBLE}]")
_ASCII = bytes(range(128))
_DIGITS_TO_ZERO = bytes.maketrans(string.digits.encode(), b"0" * 10)
_FEWEST_DIGITS = 11
_ENOUGH = b"0" * _FEWEST_DIGITS
_MANY = 8  # from about so many replacements on, one translation of the whole text is quicker

_DIGIT = re.compile(r"\d")
_ANY_DIGIT = re.compile(r"\d|[XxＸｘ]")
_NO_DIGIT = re.compile("[^0-9XxＸｘ]+")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_DATE_BEFORE = len("2024-03-")
_BIRTH_YEARS = range(1880, 2100)
_DOUBLED = str.maketrans(string.digits, "0246813579")
_CARD_DIGITS = range(13, 20)

# Every word begins with plain characters, which makes the search fast; "打卡" is signing in, "卡车" a lorry.
_BANK_WORD = re.compile(
    "银行|銀行|卡(?<![打刷]卡)(?![车車拉通])|一卡通|打卡(?=[ \t]*[:：至到])|一折通|折子|存款|账号|账户|帐号|帐户|賬號|賬戶|帳號|帳戶|储蓄|儲蓄|存折|存摺|农信|農信|信用社|农商|農商|商行|信合"
    "|开户|開戶|银联|銀聯|工行|农行|農行|建行|中行|邮储|郵儲|bank|Bank|BANK|card|Card|CARD"
)
_BESIDE = 20
_BESIDE_IN_LINE = 300
_LETTERS_BEFORE = re.compile(r"[A-Za-z0-9]+\Z")
_LETTERS_AFTER = re.compile(r"[A-Za-z0-9]+")
_LETTERS_OF_A_HASH = 3
_RECORD_BEFORE = re.compile(r"record[\"']?[ \t]*:[ \t]*[\"']?[0-9a-f]*\Z")
_HEX = re.compile(r"[0-9a-fA-F]+")
_LONGEST_TOKEN = 64
_FRACTION_AFTER = re.compile(r"\.[0-9]{1,2}(?![0-9.])(?=[元万萬亿億斤吨亩畝米度%）),，；;|]|[ \t]*(?:$|\n))")
_WHOLE_BEFORE = re.compile(r"(^[ \t>*-]*)?(?<![0-9])([0-9]{1,3})\.\Z", re.MULTILINE)

_MESSAGES: dict[Kind, str] = {
    "resident_id": N_("a resident id number stands here"),
    "mobile": N_("a mobile telephone number stands here"),
    "bank_card": N_("a bank card number stands here"),
}


class PrivateNumber(NamedTuple):
    """A number of a person and the stretch of text in which it stands."""

    kind: Kind
    start: int
    end: int


def find_private_numbers(text: str) -> list[PrivateNumber]:
    """Return every private number of a text, in order; none overlaps another."""
    text = _plain(text)
    # Most files end here, at the speed of memory.
    if _ENOUGH not in text.encode(errors="surrogatepass").translate(_DIGITS_TO_ZERO, _GAP_BYTES):
        return []
    found: list[PrivateNumber] = []
    # The surest kind first; what has been found is out of the way of the next kind.
    for find in (_resident_ids, _bank_cards, _mobiles):
        numbers = list(find(text))
        text = _cover(text, numbers)
        found += numbers
    return sorted(found, key=lambda number: number.start)


def redact(text: str) -> str:
    """Return the text with `*` in place of each digit of each private number."""
    # Without a number beside it, what looked like a piece of something else may be a number too.
    while numbers := find_private_numbers(text):
        text = _cover(text, numbers)
    return text


def redact_for_clerk(text: str) -> str:
    """The same for a message, where what could be a bank card is one: the word beside it may have stayed in the file."""
    if len(_DIGIT.findall(text)) < _FEWEST_DIGITS:  # nearly every message
        return text
    plain = _plain(text)
    cards = [
        PrivateNumber("bank_card", *span)
        for span in _search_all(_BANK_CARD, plain, lambda match: _card_end(plain, match))
    ]
    return redact(_cover(text, cards))


def check_private_numbers(
    text: str, file: str, problems: Problems, exempt: Iterable[tuple[int, int]] = (), first_line: int = 1
) -> None:
    """Report every private number that does not lie within one of the `exempt` stretches of offsets."""
    spans = list(exempt)
    line, line_start = first_line, 0
    for number in find_private_numbers(text):
        line += text.count("\n", line_start, number.start)
        line_start = max(line_start, text.rfind("\n", line_start, number.start) + 1)
        if not any(start <= number.start and number.end <= end for start, end in spans):
            report_private_number(Place(file, line, number.start - line_start + 1), number.kind, problems)


def report_private_number(place: Place, kind: Kind, problems: Problems) -> None:
    """Report a private number by its kind; the number itself is never shown."""
    problems.error(place, "private-number", _MESSAGES[kind], N_("take it out: it must not be published."))


def _plain(text: str) -> str:
    """Return a text of the same length with digits, hyphens and spaces of ASCII; what nobody sees becomes a space."""
    if text.isascii():
        return text
    beyond = text.encode(errors="surrogatepass").translate(None, _ASCII).decode(errors="surrogatepass")
    specials = sorted(set(_SPECIAL.findall(beyond)))
    if len(specials) > _MANY:
        return text.translate({ord(char): _ascii_like(char) for char in specials})
    for char in specials:
        text = text.replace(char, _ascii_like(char))
    return text


def _ascii_like(char: str) -> str:
    """Return the character of ASCII that does the same service in a number."""
    if char.isdecimal():
        return str(int(char))
    return "-" if _HYPHEN.match(char) else " "


def _cover(text: str, numbers: list[PrivateNumber]) -> str:
    """Return a text of the same length without the digits of some numbers."""
    parts, done = [], 0
    for number in numbers:
        parts += [text[done : number.start], _ANY_DIGIT.sub("*", text[number.start : number.end])]
        done = number.end
    return "".join([*parts, text[done:]])


def _search_all(
    pattern: re.Pattern[str], text: str, accept: Callable[[re.Match[str]], int]
) -> Iterator[tuple[int, int]]:
    """Yield start and end of what a pattern finds and `accept` gives an end; what it does not may overlap the next."""
    match = pattern.search(text)
    while match is not None:
        end = accept(match)
        if end:
            yield match.start(), end
        match = pattern.search(text, end or match.start() + 1)


def _resident_ids(text: str) -> Iterator[PrivateNumber]:
    """Find resident ids: 18 characters with a day of birth and the right check character."""
    for start, end in _search_all(_RESIDENT_ID, text, lambda match: match.end() if _is_resident_id(match[0]) else 0):
        yield PrivateNumber("resident_id", start, end)


def _is_resident_id(typed: str) -> bool:
    """Whether the check character and the birthday are right (ISO 7064 MOD 11-2)."""
    digits = _NO_DIGIT.sub("", typed).upper().replace("Ｘ", "X")
    total = sum(int(digit) * weight for digit, weight in zip(digits, _ID_WEIGHTS, strict=False))
    return digits[-1] == _ID_CHECKS[total % 11] and _is_birthday(digits[6:14])


def _is_birthday(digits: str) -> bool:
    """Whether eight digits are a day on which somebody may have been born. No clock is asked."""
    try:
        return datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year in _BIRTH_YEARS
    except ValueError:
        return False


def _mobiles(text: str) -> Iterator[PrivateNumber]:
    """Find mobile numbers, those with the country before them first."""
    for pattern in _MOBILES:
        found = list(_alone(text, pattern))
        text = _cover(text, found)
        yield from found


def _alone(text: str, pattern: re.Pattern[str]) -> Iterator[PrivateNumber]:
    """Find the mobile numbers of one pattern that are no piece of something else."""
    for start, end in _search_all(pattern, text, lambda match: match.end() * _stands_alone(text, *match.span())):
        yield PrivateNumber("mobile", start, end)


def _bank_cards(text: str) -> Iterator[PrivateNumber]:
    """Find card numbers that have a word for bank or card beside them."""
    words = [match.span() for match in _BANK_WORD.finditer(text)]
    if words:
        for start, end in _search_all(
            _BANK_CARD, text, lambda match: _card_end(text, match) if _beside_word(text, *match.span(), words) else 0
        ):
            yield PrivateNumber("bank_card", start, end)


def _card_end(text: str, match: re.Match[str]) -> int:
    """Return the end of the longest card number that begins with the match, or 0."""
    start, end = match.span()
    digits = _NO_DIGIT.sub("", match[0])
    while len(digits) in _CARD_DIGITS:
        if not text[end : end + 1].isdecimal() and _luhn(digits) and _stands_alone(text, start, end):
            return end
        digits = digits[:-1]
        end = _end_of_digits(text, end - 1)
    return 0


def _beside_word(text: str, start: int, end: int, words: list[tuple[int, int]]) -> bool:
    """Whether one of the words stands in the line of a number, if not far from it, or very close to it."""
    after = bisect.bisect_left(words, (start, 0))
    gaps = [(words[after - 1][1], start)] if after else []
    gaps += [(end, words[after][0])] if after < len(words) else []
    return any(_is_beside(text, first, last) for first, last in gaps)


def _is_beside(text: str, first: int, last: int) -> bool:
    """Whether what lies between a word and a number is short."""
    return last - first <= _BESIDE or (last - first <= _BESIDE_IN_LINE and "\n" not in text[first:last])


def _end_of_digits(text: str, end: int) -> int:
    """Return the end of the last digit before `end`."""
    while not text[end - 1].isdecimal():
        end -= 1
    return end


def _luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of the others."""
    return (sum(map(int, digits[::-2])) + sum(map(int, digits[-2::-2].translate(_DOUBLED)))) % 10 == 0


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether the digits are a number by themselves and not a piece of a date, a hash or a decimal."""
    in_date = _ISO_DATE.search(text, max(0, start - _DATE_BEFORE), end)
    return not in_date and not _in_token(text, start, end) and not _in_decimal(text, start, end)


def _in_token(text: str, start: int, end: int) -> bool:
    """Whether the digits belong to a hash or another mixture of letters and digits.

    Letters alone before or after them (Tel138…) hide nothing, unless all is hexadecimal with several
    letters, or the id of a record is named.
    """
    before = _LETTERS_BEFORE.search(text, max(0, start - _LONGEST_TOKEN), start)
    after = _LETTERS_AFTER.match(text, end, end + _LONGEST_TOKEN)
    letters = (before[0] if before else "") + (after[0] if after else "")
    if len(letters) < _LETTERS_OF_A_HASH:
        return bool(letters) and _RECORD_BEFORE.search(text, max(0, start - _BESIDE), start) is not None
    return _HEX.fullmatch(letters) is not None or any(char.isdigit() for char in letters)


def _in_decimal(text: str, start: int, end: int) -> bool:
    """Whether the digits are one side of a decimal point; but "1.138…" at the start of a line counts a list."""
    if _FRACTION_AFTER.match(text, end):
        return True
    whole = _WHOLE_BEFORE.search(text, max(0, start - _BESIDE), start)
    # "1.138…" and "2.139…" count people; a degree of the map has more digits before its point.
    return whole is not None and (whole[2].startswith("0") or (whole[1] is None and len(whole[2]) > 1))
