"""The known word that somebody probably meant.

The answer depends on the words alone, never on their order: of equally near
ones it is the first by code point.
"""

from __future__ import annotations

from collections.abc import Iterable

_COMMON_AT_LEAST = 3
_QUOTES = "“”‘’「」『』\"' \u3000"
"""What may stand around a word and was not taken for quotation marks."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that `word` most likely stands for, or None where none is near."""
    words, bare = list(known), word.strip(_QUOTES)
    found = _nearest(word, words)
    return _nearest(bare, words) if found is None and bare not in ("", word) else found


def nearest_id(word: str, names: dict[str, str]) -> str | None:
    """Return the id whose name somebody wrote in its place, else the id nearest to the word. `names`: by id."""
    return next((id for id, name in names.items() if name == word), None) or nearest(word, names)


def _nearest(word: str, known: list[str]) -> str | None:
    wanted = word.casefold()
    limit = max(1, len(wanted) // 4)
    ranked = [(rank, other) for other in known if (rank := _rank(wanted, other.casefold(), limit)) is not None]
    return min(ranked)[1] if ranked else None


def _rank(wanted: str, other: str, limit: int) -> int | None:
    """Return how far apart two words are: mistypings first, then different ends (story, stories)."""
    distance = _distance(wanted, other, limit)
    if distance is not None:
        return distance
    common = _common_beginning(wanted, other)
    longer = max(len(wanted), len(other))
    return limit + longer - common if common >= _COMMON_AT_LEAST and 2 * common > longer else None


def _common_beginning(a: str, b: str) -> int:
    """Return how many characters two words begin with alike."""
    return next((at for at, (one, other) in enumerate(zip(a, b, strict=False)) if one != other), min(len(a), len(b)))


def _distance(a: str, b: str, limit: int) -> int | None:
    """Return the number of mistypings between two words, or None if it is above `limit`."""
    if not _may_be_near(a, b, limit):
        return None
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, char in enumerate(a):
        before, row = row, _next_row(a[max(i - 1, 0) : i], char, b, before, row)
        if min(row) > limit:
            return None
    return row[-1] if row[-1] <= limit else None


def _may_be_near(a: str, b: str, limit: int) -> bool:
    """Tell cheaply whether the slow comparison is worth it: a list of known names can be long."""
    if a == b:
        return True
    if abs(len(a) - len(b)) > limit or max(len(a), len(b)) <= limit:
        return False
    letters = set(b)
    return sum(char not in letters for char in a) <= limit


def _next_row(previous: str, char: str, b: str, before: list[int], row: list[int]) -> list[int]:
    """Return the next row of the table of distances; two swapped neighbours are one mistyping."""
    new = [row[0] + 1]
    for j, other in enumerate(b):
        cost = min(row[j] + (char != other), row[j + 1] + 1, new[j] + 1)
        if j and previous == other and char == b[j - 1]:
            cost = min(cost, before[j - 1] + 1)
        new.append(cost)
    return new
