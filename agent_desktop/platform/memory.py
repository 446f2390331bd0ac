"""How the C library keeps the memory of many threads."""

import ctypes
import sys

# <malloc.h>
_M_ARENA_MAX = -8


def share_one_arena() -> None:
    """Have all threads take their memory from one arena, where the C library is glibc.

    Each thread would else have an arena of its own and keep there what it has freed: the more of
    them have lived, the more is held for nothing. They don't get in each other's way, for the
    interpreter lets one run at a time. To be called before there is a second thread.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(_M_ARENA_MAX, 1)
