"""What support staff get to read of a computer: one text, shown in full before it goes anywhere."""

from agent_desktop.support.bundle import Bundle, Part, bundle
from agent_desktop.support.masking import Kind, Known, Masking, of_computer, of_settings
from agent_desktop.support.parts import Gathered, parts

__all__ = [
    "Bundle",
    "Gathered",
    "Kind",
    "Known",
    "Masking",
    "Part",
    "bundle",
    "of_computer",
    "of_settings",
    "parts",
]
