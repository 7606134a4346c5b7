"""The site while it is being written: watch, wait until it is quiet, build, show.

The preview knows nothing of content: the build comes in as a function, and the
problems that it found as lines to show.
"""

from site_builder.preview.live import BuildResult
from site_builder.preview.session import serve

__all__ = ["BuildResult", "serve"]
