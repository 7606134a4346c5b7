"""What may be said in public, ready for a page, a data file or a sheet of paper.

Everything here is already masked, counted and rounded: a name is the name as it may be
shown on the channel, a figure is a `Decimal` with the digits of its scale, a text has
been searched for names. Nothing after this package may see anything else.

`href` values are paths from the root of the site ("households/H001.html"); "" means that
there is no page to lead to.
"""

from site_builder.publication.model.basics import (
    BoardLink,
    Contact,
    Level,
    Link,
    MatterKind,
    Picture,
    PictureSource,
    Scale,
    Site,
    Status,
    Who,
)
from site_builder.publication.model.boards import Board, Period, Row
from site_builder.publication.model.deferred import Deferred, state_of
from site_builder.publication.model.entries import (
    Bar,
    Correction,
    Entry,
    Expiry,
    Limit,
    Objection,
    QuietEntry,
    RedemptionLine,
)
from site_builder.publication.model.figures import AccountRow, BoardRule, Figures, RecordRow, RedemptionRow
from site_builder.publication.model.notice import Batch, Edition, Posted
from site_builder.publication.model.people import (
    Affordable,
    Group,
    Household,
    Lookout,
    Member,
    Person,
    Standing,
    Statement,
)
from site_builder.publication.model.privacy import Privacy
from site_builder.publication.model.rewards import Event, Item, Redeemed
from site_builder.publication.model.rules import Category, Rule, RuleVersion, Unit
from site_builder.publication.model.seals import Seal, SealTotals
from site_builder.publication.model.sums import GoodsReconciliation, Measure, MonthSums, ScaleReconciliation
from site_builder.publication.model.told import (
    Activity,
    BeforeAfter,
    DisputeCount,
    FreePage,
    MatterLine,
    Matters,
    Result,
    Story,
)
from site_builder.publication.model.whole import Home, Publication, SearchRow

__all__ = [
    "AccountRow",
    "Activity",
    "Affordable",
    "Bar",
    "Batch",
    "BeforeAfter",
    "Board",
    "BoardLink",
    "BoardRule",
    "Category",
    "Contact",
    "Correction",
    "Deferred",
    "DisputeCount",
    "Edition",
    "Entry",
    "Event",
    "Expiry",
    "Figures",
    "FreePage",
    "GoodsReconciliation",
    "Group",
    "Home",
    "Household",
    "Item",
    "Level",
    "Limit",
    "Link",
    "Lookout",
    "MatterKind",
    "MatterLine",
    "Matters",
    "Measure",
    "Member",
    "MonthSums",
    "Objection",
    "Period",
    "Person",
    "Picture",
    "PictureSource",
    "Posted",
    "Privacy",
    "Publication",
    "QuietEntry",
    "RecordRow",
    "Redeemed",
    "RedemptionLine",
    "RedemptionRow",
    "Result",
    "Row",
    "Rule",
    "RuleVersion",
    "Scale",
    "ScaleReconciliation",
    "Seal",
    "SealTotals",
    "SearchRow",
    "Site",
    "Standing",
    "Statement",
    "Status",
    "Story",
    "Unit",
    "Who",
    "state_of",
]
