"""Real input events on the display: keys and the mouse."""

import subprocess

WHEEL_UP, WHEEL_DOWN = "4", "5"


def press_keys(*keys: str) -> None:
    """Press and let go keys or chords, one after the other."""
    _xdotool("key", "--delay", "20", "--", *keys)


def type_characters(text: str) -> None:
    """Type a text. It goes by standard input, so that no process list shows it."""
    _xdotool("type", "--delay", "8", "--file", "-", stdin=text)


def click_at(x: int, y: int) -> None:
    """Click the left button at a place of the display.

    The display keeps the order, so no --sync: that waits 15 s for a mouse that is there already.
    """
    _xdotool("mousemove", str(x), str(y), "click", "1")


def turn_wheel_at(x: int, y: int, notches: int) -> None:
    """Turn the wheel at a place of the display: down if positive, up if negative."""
    button = WHEEL_DOWN if notches > 0 else WHEEL_UP
    repeat = ("click", "--repeat", str(abs(notches)), "--delay", "5", button)
    _xdotool("mousemove", str(x), str(y), *repeat)


def _xdotool(*arguments: str, stdin: str = "") -> None:
    subprocess.run(["xdotool", *arguments], input=stdin, text=True, check=True)
