"""What documents are called, in the words of the theme's catalogues."""

from __future__ import annotations

from typing import Final

from site_builder.problems import N_

BULLETIN: Final = N_("Notice of points")
CARDS: Final = N_("Door cards")
CERTIFICATES: Final = N_("Certificates")
RANK: Final = N_("Rank")
POINTS: Final = N_("Points")
BILL: Final = N_("What hangs where")

ON_THE_BOARD: Final = N_("on the notice board, until the next one")
ON_THE_BOARD_UNTIL: Final = N_("on the notice board, until {date}")
FOR_OLD_EYES: Final = N_("in the activity room, for weak eyes, until {date}")
HANDED_OUT: Final = N_("handed to each who stands on the board")
AT_THE_DOORS: Final = N_("at the door of each household")
