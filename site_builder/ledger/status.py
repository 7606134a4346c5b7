"""The five states of a record (section 4 of the format)."""

from __future__ import annotations

from typing import Literal

PostedStatus = Literal["on_notice", "confirmed", "contested", "voided"]
Status = PostedStatus | Literal["draft"]
