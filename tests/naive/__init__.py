"""The independent second computation: every figure once more, from the contract alone.

Nothing here imports ``site_builder``. ``figures`` computes, ``compare`` sets a built site
against it, ``villages.villages()`` draws random valid villages.
"""

from .compare import compare, read_output
from .figures import Figures, compute, figures, redemption_problems

__all__ = ["Figures", "compare", "compute", "figures", "read_output", "redemption_problems"]
