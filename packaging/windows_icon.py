"""Draws the icon for Windows: `python packaging/windows_icon.py`, in the environment."""

import struct

import icons
from environment import ROOT

ICON = ROOT / "packaging" / "windows" / "agent-desktop.ico"
SIZES = (16, 20, 24, 32, 48, 64, 256)


def drawn() -> bytes:
    """Return an ICO file with the program's mark as a PNG of each size."""
    pictures = [icons.png(size) for size in SIZES]
    at = 6 + 16 * len(pictures)
    head, body = struct.pack("<HHH", 0, 1, len(pictures)), b""
    for size, picture in zip(SIZES, pictures, strict=True):
        side = size % 256  # 0 means 256
        head += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), at + len(body))
        body += picture
    return head + body


if __name__ == "__main__":
    ICON.write_bytes(drawn())
