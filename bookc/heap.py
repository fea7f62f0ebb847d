"""The memory that the C library hands out."""

import ctypes
from contextlib import suppress

_M_ARENA_MAX = -8
"""Of `malloc.h` of the GNU C library."""


def use_one_heap() -> None:
    """Let all threads of this process take memory from one place.

    The GNU C library gives each thread a heap of its own. The results of jobs come in through a
    thread, and what that frees no other can use: a tenth of what a book of 250 posts took.
    Other libraries have one heap, and nothing to set.
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)
