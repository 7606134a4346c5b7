"""Ends what does not come to an end by itself: a loop in a village's own template must not hang the clerk's computer."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager

MOST_SECONDS = 4.0
"""Thousands of times what a page takes."""


class NeverEnds(Exception):
    """A template ran too long."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise `NeverEnds` in the block, at whatever line it is, when so many seconds have passed."""
    thread, lock, over = ctypes.c_ulong(threading.get_ident()), threading.Lock(), False

    def strike() -> None:
        with lock:
            if not over:
                _raise_in(thread, ctypes.py_object(NeverEnds))

    timer = threading.Timer(seconds, strike)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with lock:
            over = True
        timer.cancel()
        _raise_in(thread, None)  # what was raised and has not struck yet must not strike elsewhere


def _raise_in(thread: ctypes.c_ulong, exception: ctypes.py_object[type[Exception]] | None) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, exception)
