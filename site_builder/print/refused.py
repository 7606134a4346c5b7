"""Why nothing can be printed, in a sentence for the clerk."""

from __future__ import annotations

from site_builder.problems import Refused

INSTALL = 'pip install "village-site-builder[print]"'
"""The one command that installs the engine and the fonts."""


class PrintRefused(Refused):
    """An unknown board, period or paper, or an engine that is not there."""
