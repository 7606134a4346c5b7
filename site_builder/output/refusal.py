"""Why a site cannot be written: trouble with the folder or the machine, never with the content.

A refusal keeps its message as an English template with its values, like a
`Problem`, so that the command line can say it in the site's language.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

from site_builder.problems import N_, Refused

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


class OutputRefused(Refused):
    """The site was not written, and whatever stood in its place still does."""


def refusal(error: OSError, path: str | os.PathLike[str]) -> OutputRefused:
    """One clear sentence for what the operating system said."""
    if error.errno in _FULL:
        return OutputRefused(N_("There is no room left on the disk for {path}. Nothing was changed."), path=path)
    if error.errno in _FORBIDDEN:
        return OutputRefused(
            N_("{path} may not be written ({reason}). Nothing was changed."),
            path=path,
            reason=error.strerror,
        )
    return OutputRefused(
        N_("{path} could not be written ({reason}). Nothing was changed."),
        path=path,
        reason=error.strerror or error,
    )


@contextmanager
def refusing(path: str | os.PathLike[str]) -> Iterator[None]:
    """Turn the operating system's errors inside the block into refusals."""
    try:
        yield
    except OSError as error:
        raise refusal(error, path) from error
