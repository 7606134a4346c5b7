"""Addresses inside the site: always relative, so that it works at any path and from a stick."""

from __future__ import annotations


def root_of(path: str) -> str:
    """The way from a page to the site's root."""
    return "../" * path.count("/")
