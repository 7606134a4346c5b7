"""The look of a page as one inlined sheet: tokens first, then only the parts that the page kind needs.

The sheet's hash goes into the page's content security policy, so nothing else is ever applied.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

_TOKEN = re.compile(r"""("[^"]*"|'[^']*'|url\([^)"']*\))|/\*.*?\*/""", re.DOTALL)
_SPACE = re.compile(r"\s+")
_PROPERTY = re.compile(r"--[A-Za-z][\w-]*")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_AROUND = re.compile(r" ?([{};,>~]) ?|(:) ")


def minify(css: str) -> str:
    """Leave out comments and needless space; quoted text and addresses stay as they are."""
    kept: list[str] = []

    def hold(match: re.Match[str]) -> str:
        if match[1] is None:
            return ""
        kept.append(match[1])
        return f"\0{len(kept) - 1}\0"

    text = _SPACE.sub(" ", _TOKEN.sub(hold, css))
    text = _AROUND.sub(lambda m: m[1] or m[2], text).replace(";}", "}").strip()
    return re.sub(r"\0(\d+)\0", lambda m: kept[int(m[1])], _shorten_names(text))


def _shorten_names(css: str) -> str:
    """Give the custom properties names of one letter or two: they are said often."""
    names = Counter(_PROPERTY.findall(css))
    order = sorted(names, key=lambda name: (-names[name], name))
    short = {name: f"--{_LETTERS[i % 26]}{i // 26 or ''}" for i, name in enumerate(order)}
    return _PROPERTY.sub(lambda match: short[match[0]], css)


def hashed(text: str) -> str:
    """The hash by which a content security policy lets an inline sheet or script pass."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


class Sheets:
    """The style parts and scripts of a theme, read once each, and the policies they need."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = folders
        self._sheets: dict[tuple[str, ...], Markup] = {}
        self._policies: dict[tuple[tuple[str, ...], tuple[str, ...], bool], Markup] = {}
        self._files: dict[str, str] = {}

    def style(self, parts: tuple[str, ...]) -> Markup:
        """The sheet of a page that needs these parts beside tokens and base."""
        if parts not in self._sheets:
            files = ["tokens.css", *(f"styles/{part}.css" for part in ("base", *parts))]
            self._sheets[parts] = Markup(minify("\n".join(map(self._read, files))))
        return self._sheets[parts]

    def script(self, name: str) -> Markup:
        """A script to stand inline."""
        return Markup(_SPACE.sub(" ", self._read(f"scripts/{name}.js")).strip())

    def policy(self, parts: tuple[str, ...], *scripts: str, files: bool = False) -> Markup:
        """The content security policy of a page: it runs these inline scripts, script `files` of the site if it has any, and nothing else."""
        key = (parts, scripts, files)
        if key not in self._policies:
            self._policies[key] = Markup(self._build_policy(parts, scripts, files=files))
        return self._policies[key]

    def _build_policy(self, parts: tuple[str, ...], scripts: tuple[str, ...], *, files: bool) -> str:
        allowed = ["'self'"] * files + [hashed(self.script(name)) for name in scripts if name]
        rules = [
            "default-src 'none'",
            "img-src 'self' data:",
            f"style-src {hashed(self.style(parts))}",
            f"script-src {' '.join(allowed)}" if allowed else "",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
        return ";".join(filter(None, rules))

    def _read(self, file: str) -> str:
        """The first file of that name in the theme's folders."""
        if file not in self._files:
            found = next((folder / file for folder in self._folders if (folder / file).is_file()), None)
            if found is None:
                raise FileNotFoundError(f"no {file} in the theme")
            self._files[file] = found.read_text("utf-8-sig")
        return self._files[file]
