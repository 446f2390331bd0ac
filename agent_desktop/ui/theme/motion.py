"""Whether the person asked the operating system for less motion."""

import ctypes
import sys

_SPI_GETCLIENTAREAANIMATION = 0x1042


def system_reduces_motion() -> bool:
    """Return True where animations are switched off in the system's settings.

    Windows alone can be asked without a further library; elsewhere the answer is False and the
    program's own setting decides.
    """
    if sys.platform == "win32":
        animated = ctypes.c_int(1)
        asked = ctypes.windll.user32.SystemParametersInfoW(
            _SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(animated), 0
        )
        return bool(asked) and not animated.value
    return False
