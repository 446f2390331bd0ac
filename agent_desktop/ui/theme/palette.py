"""The palette: what Fusion and every widget without a rule of its own paint with."""

from PySide6.QtGui import QColor, QPalette

from agent_desktop.ui.theme.tokens import Colours

_Role = QPalette.ColorRole


def palette(colours: Colours) -> QPalette:
    """Return the palette of a scheme; what is disabled still reads."""
    made = QPalette()
    roles = {
        _Role.Window: colours.panel,
        _Role.WindowText: colours.text,
        _Role.Base: colours.field,
        _Role.AlternateBase: colours.window,
        _Role.Text: colours.text,
        _Role.Button: colours.raised,
        _Role.ButtonText: colours.text,
        _Role.BrightText: colours.on_danger,
        _Role.PlaceholderText: colours.text_quiet,
        _Role.ToolTipBase: colours.raised,
        _Role.ToolTipText: colours.text,
        _Role.Highlight: colours.accent,
        _Role.HighlightedText: colours.on_accent,
        _Role.Accent: colours.accent,
        _Role.Link: colours.accent_text,
        _Role.LinkVisited: colours.accent_text,
        _Role.Light: colours.raised,
        _Role.Midlight: colours.hover,
        _Role.Mid: colours.line,
        _Role.Dark: colours.outline,
        _Role.Shadow: colours.outline,
    }
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.text_quiet))
    made.setColor(QPalette.ColorGroup.Disabled, _Role.Base, QColor(colours.window))
    made.setColor(QPalette.ColorGroup.Disabled, _Role.Button, QColor(colours.window))
    return made
