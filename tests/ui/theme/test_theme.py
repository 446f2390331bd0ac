from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desktop.ui.theme import sheet
from agent_desktop.ui.theme.fonts import icon_side, readable, tabular
from agent_desktop.ui.theme.sheet import style_sheet
from agent_desktop.ui.theme.theme import Theme, apply, colours_for
from agent_desktop.ui.theme.tokens import (
    DARK,
    HIGH_CONTRAST_DARK,
    HIGH_CONTRAST_LIGHT,
    LIGHT,
    SCHEMES,
    Colours,
    contrast,
)

NONE = Qt.ContrastPreference.NoPreference
HIGH = Qt.ContrastPreference.HighContrast


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication) -> Iterator[None]:
    apply(qapp, "light")
    yield
    apply(qapp, "light")


def system_is(monkeypatch: pytest.MonkeyPatch, scheme: Qt.ColorScheme) -> None:
    monkeypatch.setattr(QStyleHints, "colorScheme", lambda _hints: scheme)


def test_a_choice_dresses_the_application_and_tells_those_who_paint(
    qapp: QApplication, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(Theme.current().changed, timeout=1000):
        apply(qapp, "dark")
    assert Theme.current().colours is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.panel
    assert DARK.field in qapp.styleSheet()


def test_the_same_choice_again_tells_nobody(qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(Theme.current().changed):
        apply(qapp, "light")


def test_the_system_is_followed_when_it_turns_dark(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply(qapp, "system")
    assert Theme.current().colours is LIGHT
    system_is(monkeypatch, Qt.ColorScheme.Dark)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert Theme.current().colours is DARK


def test_a_chosen_scheme_stays_when_the_system_turns_dark(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    system_is(monkeypatch, Qt.ColorScheme.Dark)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert Theme.current().colours is LIGHT


@pytest.mark.parametrize(
    ("scheme", "system", "preference", "worn"),
    [
        ("system", Qt.ColorScheme.Unknown, NONE, LIGHT),
        ("system", Qt.ColorScheme.Dark, NONE, DARK),
        ("system", Qt.ColorScheme.Light, HIGH, HIGH_CONTRAST_LIGHT),
        ("system", Qt.ColorScheme.Dark, HIGH, HIGH_CONTRAST_DARK),
        ("high-contrast", Qt.ColorScheme.Dark, NONE, HIGH_CONTRAST_DARK),
        ("high-contrast-dark", Qt.ColorScheme.Light, NONE, HIGH_CONTRAST_DARK),
        ("light", Qt.ColorScheme.Dark, HIGH, LIGHT),
        ("dark", Qt.ColorScheme.Light, NONE, DARK),
    ],
)
def test_a_choice_and_the_system_make_one_table(
    scheme: str, system: Qt.ColorScheme, preference: Qt.ContrastPreference, worn: Colours
) -> None:
    assert colours_for(scheme, system, preference) is worn  # type: ignore[arg-type]  # parametrised


def test_text_grows_to_twice_its_size_and_back(qapp: QApplication) -> None:
    before = qapp.font().pointSizeF()
    apply(qapp, "light", text_scale=2.0)
    assert qapp.font().pointSizeF() == pytest.approx(2 * before)
    apply(qapp, "light")
    assert qapp.font().pointSizeF() == pytest.approx(before)


@pytest.mark.parametrize("scale", [0.5, 2.5])
def test_other_text_sizes_are_refused(qapp: QApplication, scale: float) -> None:
    with pytest.raises(ValueError, match="text scale"):
        apply(qapp, "light", text_scale=scale)


def test_motion_can_be_stopped_and_allowed_again(qapp: QApplication) -> None:
    assert apply(qapp, "light", still=True).still
    assert not apply(qapp, "light", still=False).still


def test_what_is_disabled_still_reads(qapp: QApplication) -> None:
    for scheme in ("light", "dark"):
        apply(qapp, scheme)
        palette = qapp.palette()
        off = QPalette.ColorGroup.Disabled
        text = palette.color(off, QPalette.ColorRole.ButtonText).name()
        ground = palette.color(off, QPalette.ColorRole.Button).name()
        assert contrast(text, ground) >= 4.5


def test_no_text_is_under_nine_points() -> None:
    small = QFont()
    small.setPointSizeF(7.0)
    assert readable(small).pointSizeF() == 9.0
    tiny = QFont()
    tiny.setPixelSize(8)
    assert readable(tiny).pixelSize() == 12


def test_digits_ask_for_one_width() -> None:
    assert tabular(QFont()).isFeatureSet(QFont.Tag("tnum"))


def test_icons_grow_with_text(qapp: QApplication) -> None:
    assert icon_side(qapp.font(), 16) == 16
    assert icon_side(readable(qapp.font(), 2.0), 16) > 20


@pytest.mark.parametrize("colours", SCHEMES, ids=lambda c: c.name)
def test_every_placeholder_of_the_style_sheet_is_filled(
    colours: Colours, tmp_path: Path, qapp: QApplication
) -> None:
    filled = style_sheet(colours, qapp.font(), tmp_path)
    assert not sheet._PLACEHOLDER.search(filled)
    drawn = sorted(tmp_path.glob("*.svg"))
    assert drawn
    assert all(b"currentColor" not in file.read_bytes() for file in drawn)
    assert any(b'width="40"' in file.read_bytes() for file in tmp_path.glob("*@2x.svg"))


def test_a_placeholder_that_nothing_fills_is_an_error(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "desktop.qss").write_text("QLabel { color: {txet}; }", "utf-8")
    monkeypatch.setattr(sheet, "resources", lambda: tmp_path)
    with pytest.raises(KeyError, match="txet"):
        style_sheet(LIGHT, qapp.font(), tmp_path)
