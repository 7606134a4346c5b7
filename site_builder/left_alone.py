"""Which files are none of the program's business: hidden ones, temporary ones, backups."""

_LEFT_ALONE = frozenset({"thumbs.db", "desktop.ini"})


def is_left_alone(name: str) -> bool:
    """Whether a file or folder of that name is left alone: hidden, temporary, a backup."""
    lower = name.lower()
    return name.startswith((".", "~")) or lower in _LEFT_ALONE or lower.endswith(".bak")
