"""Checks a published site against its seals, and computes again what follows from its files.

Knows nothing of the village's own files: it sees what everybody can download.
"""

from site_builder.verify.source import VerifyRefused
from site_builder.verify.verify import Verified, verify

__all__ = ["Verified", "VerifyRefused", "verify"]
