"""Why nothing can be printed, in a sentence for the clerk."""

from __future__ import annotations

INSTALL = 'pip install "village-site-builder[print]"'
"""The one command that installs the engine and the fonts."""


class PrintRefused(Exception):
    """An unknown board, period or paper, or an engine that is not there."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message, self.values = message, values
