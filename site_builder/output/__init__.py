"""Files → staging → swap: the site on disk is at every moment the old or the new one as a whole.

Nothing outside this package writes into `output/`, and nothing in it knows what
the files say.
"""

from site_builder.output.manifest import MARKER, FileRecord, read_manifest
from site_builder.output.refusal import OutputRefused
from site_builder.output.staging import Staging, Summary, recover, stage
from site_builder.output.target import check_target

__all__ = [
    "MARKER",
    "FileRecord",
    "OutputRefused",
    "Staging",
    "Summary",
    "check_target",
    "read_manifest",
    "recover",
    "stage",
]
