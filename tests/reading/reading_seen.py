"""What a test looks at in a list of problems."""

from __future__ import annotations

from site_builder.problems import Problems


def codes(problems: Problems) -> list[str]:
    """The codes, by place."""
    return [problem.code for problem in problems.sorted()]


def spots(problems: Problems) -> list[tuple[str, int, int]]:
    """Code, line and column of each problem."""
    return [(problem.code, problem.place.line, problem.place.column) for problem in problems.sorted()]


def shown(problems: Problems) -> str:
    """All problems as somebody would read them."""
    return "\n".join(
        f"{problem.place.file}: {(problem.message + '; ' + problem.hint).format(**problem.values)}"
        for problem in problems.sorted()
    )
