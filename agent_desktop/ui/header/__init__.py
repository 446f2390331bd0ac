"""The header: am I available, who am I here, is the link up."""

from agent_desktop.ui.header.bar import Header

__all__ = ["Header"]
