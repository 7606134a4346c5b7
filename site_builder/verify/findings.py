"""What does not agree, as problems at the published files."""

from __future__ import annotations

from site_builder.problems import Place, Problem

MISMATCH = "mismatch"


class Findings:
    """Everything that was found to be wrong."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def wrong(self, file: str, message: str, **values: object) -> None:
        """Add what is wrong with a published file."""
        texts = {name: str(value) for name, value in values.items()}
        self.found.append(Problem(Place(file), "error", MISMATCH, message, "", texts))
