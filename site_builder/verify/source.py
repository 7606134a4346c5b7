"""Where the published files come from: a folder, or a web server that is asked for little and trusted with nothing."""

from __future__ import annotations

import ipaddress
import time
import urllib.error
import urllib.request
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, Protocol
from urllib.parse import urlsplit, urlunsplit

from site_builder.problems import N_, Refused

LARGEST = 64 * 1024 * 1024
"""Bytes of one file."""
SILENCE = 20.0
"""Seconds after which a server that says nothing is given up."""
PATIENCE = 300.0
"""Seconds for one file."""
_CHUNK = 1 << 16


class VerifyRefused(Refused):
    """There is nothing to verify there."""


class Source(Protocol):
    """The data files of a published site, by their paths from its root."""

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None where there is none."""

    def names(self, folder: str) -> set[str] | None:
        """The names in a folder; None where nobody can tell."""


def open_source(target: str) -> Source:
    """The site in a folder or at an address."""
    if target.lower().startswith(("http://", "https://")):
        try:
            return Web(target)
        except ValueError:
            raise VerifyRefused(N_("{target} is neither a folder nor an address (http or https)."), target=target) from None
    folder = Path(target)
    if not folder.is_dir():
        raise VerifyRefused(N_("{target} is neither a folder nor an address (http or https)."), target=target)
    return Disk(folder.parent if folder.name == "data" and (folder / "site.json").is_file() else folder)


class Disk:
    """A site in a folder."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None where there is none."""
        file = self._root / path
        if not file.is_file():
            return None
        if file.stat().st_size > LARGEST:
            raise VerifyRefused(N_("{path} is too large."), path=path)
        return file.read_bytes()

    def names(self, folder: str) -> set[str] | None:
        """The names in a folder."""
        where = self._root / folder
        return {path.name for path in where.iterdir()} if where.is_dir() else set()


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows no redirect to another server."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        if urlsplit(newurl)[:2] != urlsplit(req.full_url)[:2]:
            fp.close()
            raise VerifyRefused(N_("{path} leads to another server; that is not followed."), path=req.full_url)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class Web:
    """A site on a web server."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        folder = parts.path if parts.path.endswith("/") else parts.path + "/"
        if parts.path.endswith((".html", ".json")):
            folder = parts.path.rpartition("/")[0] + "/"
        self._root = urlunsplit((parts.scheme, parts.netloc, folder, "", "")).removesuffix("data/")
        direct = [urllib.request.ProxyHandler({})] if _is_here(parts.hostname or "") else []
        self._opener = urllib.request.build_opener(_SameHost, *direct)

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None where the server has none."""
        try:
            with self._opener.open(self._root + path, timeout=SILENCE) as answer:
                return _read(answer, path)
        except urllib.error.HTTPError as error:
            with error:
                if error.code in (404, 410):
                    return None
            raise VerifyRefused(N_("{path}: the server answers {code}."), path=self._root + path, code=error.code) from None
        except (OSError, HTTPException, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            raise VerifyRefused(N_("{path} cannot be had: {reason}"), path=self._root + path, reason=reason) from None

    def names(self, folder: str) -> set[str] | None:  # noqa: ARG002 - a server lists nothing
        """Nobody can tell."""
        return None


def _is_here(host: str) -> bool:
    """Whether a host is this very computer, which no proxy reaches."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _read(answer: IO[bytes], path: str) -> bytes:
    data, until = bytearray(), time.monotonic() + PATIENCE
    while chunk := answer.read(_CHUNK):
        data += chunk
        if len(data) > LARGEST or time.monotonic() > until:
            raise VerifyRefused(N_("{path} is too large, or comes too slowly."), path=path)
    return bytes(data)
