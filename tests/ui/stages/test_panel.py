"""The stage panel: a button a stage, a key a digit, and what the agent is told."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.stage_lists import Stage, StageList, StageSource
from agent_desktop.desk.stages import Press, StageView, Verdict
from agent_desktop.desk.state import StageBarrier, StagePanel
from agent_desktop.ui.stages.panel import StagePanelView
from agent_desktop.ui.widgets.stage_button import StageButton, StageLook
from tests.ui.desk_states import STAGES, ask, confirmed, panel, unsettled
from tests.ui.finding import click, find

UNNAMED = StageList()


class Shown:
    """The panel in a window, beside a line to type in."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        self.view = StagePanelView()
        self.line = QLineEdit()
        box = QVBoxLayout(self.window)
        box.addWidget(self.line)
        box.addWidget(self.view)
        self.window.resize(900, 400)
        qtbot.addWidget(self.window)
        self.pressed: list[int] = []
        self.view.stage_pressed.connect(self.pressed.append)
        with qtbot.waitActive(self.window):
            self.window.show()
        self.view.render_panel(panel())

    def button(self, number: int) -> StageButton:
        return find(self.view, StageButton, f"stageButton-{number}")

    def sentence(self) -> QLabel:
        return find(self.view, QLabel, "stageState")

    def visible(self, name: str) -> bool:
        return find(self.view, QWidget, name).isVisible()


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot)


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What a screen reader is told, and whether at once."""
    said: list[tuple[str, bool]] = []

    def take(event: QAccessibleAnnouncementEvent) -> None:
        at_once = event.politeness() == QAccessible.AnnouncementPoliteness.Assertive
        said.append((event.message(), at_once))

    monkeypatch.setattr(QAccessible, "updateAccessibility", take)
    return said


def test_there_is_a_button_a_stage_by_the_names_people_script_against(shown: Shown) -> None:
    names = [button.objectName() for button in shown.view.findChildren(StageButton)]
    assert sorted(names) == [f"stageButton-{stage.number}" for stage in STAGES.stages]
    assert shown.button(2).face.name == "Offer"


def test_a_click_on_a_button_asks_for_its_stage(shown: Shown) -> None:
    click(shown.view, "stageButton-3")
    assert shown.pressed == [3]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_focused_button_is_pressed_by_key(shown: Shown, qtbot: QtBot, key: Qt.Key) -> None:
    shown.button(2).setFocus()
    with qtbot.waitSignal(shown.view.stage_pressed):
        QTest.keyClick(shown.button(2), key)
    assert shown.pressed == [2]


@pytest.mark.parametrize("number", range(10))
def test_each_digit_presses_its_stage(shown: Shown, number: int) -> None:
    stages = StageList(tuple(Stage(n, f"Stage {n}") for n in range(10)), StageSource.MAP)
    shown.view.render_panel(panel(stages=stages))
    shown.button(0).setFocus()
    QTest.keyClick(shown.window, Qt.Key(Qt.Key.Key_0.value + number))
    assert shown.pressed == [number]


def test_a_digit_of_no_stage_presses_nothing(shown: Shown) -> None:
    shown.button(0).setFocus()
    QTest.keyClick(shown.window, Qt.Key.Key_7)
    assert shown.pressed == []


def test_digits_typed_into_a_line_stay_there(shown: Shown) -> None:
    shown.line.setFocus()
    QTest.keyClicks(shown.line, "2391")
    assert shown.line.text() == "2391"
    assert shown.pressed == []


def test_digits_typed_into_the_number_field_stay_there(shown: Shown) -> None:
    shown.view.render_panel(panel(stages=UNNAMED))
    field = find(shown.view, QSpinBox, "stageNumber")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "20")
    assert field.text() == "20"
    assert shown.pressed == []


@pytest.mark.parametrize("barrier", StageBarrier)
def test_behind_a_barrier_buttons_keep_the_focus_and_ask_for_nothing(
    shown: Shown, barrier: StageBarrier
) -> None:
    shown.button(2).setFocus()
    shown.view.render_panel(panel(barrier=barrier))
    assert shown.button(2).hasFocus()
    click(shown.view, "stageButton-3")
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_3):
        QTest.keyClick(shown.button(2), key)
    assert shown.pressed == []


def test_while_a_request_runs_its_button_keeps_the_focus_and_others_can_be_pressed(
    shown: Shown,
) -> None:
    shown.button(2).setFocus()
    shown.view.render_panel(panel(StageView(sending=ask(2))))
    assert shown.button(2).hasFocus()
    assert shown.button(2).face.look is StageLook.SENDING
    click(shown.view, "stageButton-3")
    assert shown.pressed == [3]


@pytest.mark.parametrize(
    ("view", "look"),
    [
        (StageView(), StageLook.IDLE),
        (StageView(sending=ask(2)), StageLook.SENDING),
        (StageView(sending=ask(3), waiting=ask(2)), StageLook.WAITING),
        (StageView(current=confirmed(2)), StageLook.CURRENT),
        (StageView(current=confirmed(3), passed=frozenset({2})), StageLook.PASSED),
        (StageView(unsettled=unsettled(2, Verdict.REFUSED)), StageLook.REFUSED),
        (StageView(unsettled=unsettled(2, Verdict.NOT_CONFIRMED)), StageLook.UNCONFIRMED),
        (StageView(unsettled=unsettled(2, Verdict.NOT_SENT)), StageLook.UNCONFIRMED),
        (StageView(unsettled=unsettled(2, Verdict.SESSION_GONE)), StageLook.UNCONFIRMED),
        (StageView(unsettled=unsettled(2, Verdict.CALL_ENDED)), StageLook.IDLE),
    ],
)
def test_a_button_looks_like_what_is_known_of_its_stage(
    shown: Shown, view: StageView, look: StageLook
) -> None:
    shown.view.render_panel(panel(view))
    assert shown.button(2).face.look is look


def test_only_the_digits_are_drawn_as_keys(shown: Shown) -> None:
    stages = StageList((Stage(9, "Wrap-up"), Stage(10, "Later")), StageSource.MAP)
    shown.view.render_panel(panel(stages=stages))
    assert (shown.button(9).face.key, shown.button(10).face.key) == ("9", "")


def test_the_focus_stays_on_its_stage_when_the_list_changes(shown: Shown) -> None:
    shown.button(3).setFocus()
    longer = (Stage(0, "[Call Connected]"), Stage(1, "Hello"), Stage(3, "Sign"), Stage(4, "Thanks"))
    shown.view.render_panel(panel(stages=StageList(longer, StageSource.SCRIPT)))
    assert shown.button(3).hasFocus()
    assert shown.button(3).face.name == "Sign"
    assert not shown.visible("stageButton-9")


def test_tab_walks_the_buttons_in_the_order_of_their_stages(shown: Shown) -> None:
    between = (Stage(0, "[Call Connected]"), Stage(1, "Hello"), Stage(4, "New"), Stage(9, "Bye"))
    shown.view.render_panel(panel(stages=StageList(between, StageSource.SCRIPT)))
    shown.button(0).setFocus()
    walked = []
    for _step in between:
        walked.append(shown.window.focusWidget().objectName())
        QTest.keyClick(shown.window.focusWidget(), Qt.Key.Key_Tab)
    assert walked == [f"stageButton-{stage.number}" for stage in between]


def test_stage_0_alone_comes_with_a_number_field(shown: Shown) -> None:
    assert not shown.visible("stageNumber")
    shown.view.render_panel(panel(stages=UNNAMED))
    assert shown.visible("stageNumber")
    find(shown.view, QSpinBox, "stageNumber").setValue(17)
    click(shown.view, "stageSend")
    assert shown.pressed == [17]


def test_enter_in_the_number_field_asks_for_the_typed_number(shown: Shown) -> None:
    shown.view.render_panel(panel(stages=UNNAMED))
    field = find(shown.view, QSpinBox, "stageNumber")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "23")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert shown.pressed == [23]


def test_while_the_list_is_being_asked_for_no_number_field_flickers(shown: Shown) -> None:
    shown.view.render_panel(panel(stages=replace(UNNAMED, loading=True)))
    assert not shown.visible("stageNumber")


def test_the_sentence_and_its_accessible_name_are_one(shown: Shown) -> None:
    for view in (StageView(), StageView(sending=ask(2)), StageView(current=confirmed(2))):
        shown.view.render_panel(panel(view))
        assert shown.sentence().accessibleName() == shown.sentence().text() != ""


def test_words_of_the_server_are_shown_letter_by_letter(shown: Shown) -> None:
    answer = Answer(400, message="<b>No</b> <img src='x'>")
    shown.view.render_panel(panel(StageView(unsettled=unsettled(2, Verdict.REFUSED, answer))))
    assert "<b>No</b>" in shown.sentence().text()
    assert shown.sentence().textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize("verdict", [v for v in Verdict if v is not Verdict.CONFIRMED])
def test_send_again_is_there_only_where_it_may_help(shown: Shown, verdict: Verdict) -> None:
    shown.view.render_panel(panel(StageView(unsettled=unsettled(2, verdict))))
    helps = verdict in (Verdict.NOT_CONFIRMED, Verdict.NOT_SENT)
    assert shown.visible("stageSendAgain") is helps


@pytest.mark.parametrize(
    "state",
    [
        panel(),
        panel(StageView(unsettled=unsettled(2, Verdict.NOT_CONFIRMED), over=True)),
        panel(
            StageView(unsettled=unsettled(2, Verdict.NOT_CONFIRMED)),
            barrier=StageBarrier.NO_SESSION,
        ),
        panel(
            StageView(current=confirmed(2), unsettled=unsettled(3, Verdict.NOT_SENT)),
            pressed=Press.ALREADY_THERE,
            pressed_number=2,
        ),
    ],
    ids=["nothing lost", "call over", "no session", "agent went back"],
)
def test_send_again_is_not_there_else(shown: Shown, state: StagePanel) -> None:
    shown.view.render_panel(state)
    assert not shown.visible("stageSendAgain")


def test_send_again_asks_again(shown: Shown, qtbot: QtBot) -> None:
    shown.view.render_panel(panel(StageView(unsettled=unsettled(2, Verdict.NOT_CONFIRMED))))
    with qtbot.waitSignal(shown.view.send_again_pressed):
        click(shown.view, "stageSendAgain")


def test_an_interrupted_stage_is_offered_and_sent_only_by_a_press(
    shown: Shown, qtbot: QtBot
) -> None:
    assert not shown.visible("stageOffer")
    shown.view.render_panel(panel(StageView(offer=ask(2))))
    offer = find(shown.view, QPushButton, "stageOffer")
    assert offer.text() == "Send stage 2 Offer"
    with qtbot.waitSignal(shown.view.offer_accepted):
        click(shown.view, "stageOffer")
    with qtbot.waitSignal(shown.view.offer_declined):
        click(shown.view, "stageOfferDecline")
    assert shown.pressed == []


def test_an_offer_waits_while_nothing_can_be_sent(shown: Shown, qtbot: QtBot) -> None:
    state = panel(StageView(offer=ask(2)), barrier=StageBarrier.JOINING)
    shown.view.render_panel(state)
    assert shown.visible("stageOffer")
    with qtbot.assertNotEmitted(shown.view.offer_accepted):
        click(shown.view, "stageOffer")


def test_an_ampersand_in_a_stage_name_is_no_key(shown: Shown) -> None:
    stages = StageList((Stage(0, ""), Stage(2, "Q & A")), StageSource.SCRIPT)
    shown.view.render_panel(panel(StageView(offer=ask(2)), stages=stages))
    offer = find(shown.view, QPushButton, "stageOffer")
    assert offer.text() == "Send stage 2 Q && A"
    assert offer.shortcut().isEmpty()


def test_the_clock_of_the_stage_runs_only_while_there_is_something_to_measure(
    shown: Shown,
) -> None:
    clock = find(shown.view, QLabel, "stageElapsed")
    assert not clock.isVisible()
    shown.view.render_panel(panel(StageView(current=confirmed(2)), since=confirmed(2).at.mono))
    assert clock.isVisible()
    assert clock.text()
    shown.view.render_panel(panel(StageView(current=confirmed(2), over=True)))
    assert not clock.isVisible()


@pytest.mark.parametrize("button", ["stageSendAgain", "stageOffer", "stageOfferDecline"])
def test_a_question_that_goes_leaves_the_focus_at_its_stage(shown: Shown, button: str) -> None:
    lost = StageView(unsettled=unsettled(3, Verdict.NOT_CONFIRMED), offer=ask(3))
    shown.view.render_panel(panel(lost))
    find(shown.view, QPushButton, button).setFocus()
    QTest.keyClick(find(shown.view, QPushButton, button), Qt.Key.Key_Space)
    shown.view.render_panel(panel(StageView(sending=ask(3))))
    assert shown.window.focusWidget() is shown.button(3)


def test_where_no_button_is_the_focus_goes_to_the_number_field(shown: Shown) -> None:
    lost = StageView(unsettled=unsettled(17, Verdict.NOT_CONFIRMED))
    shown.view.render_panel(panel(lost, stages=UNNAMED))
    find(shown.view, QPushButton, "stageSendAgain").setFocus()
    QTest.keyClick(find(shown.view, QPushButton, "stageSendAgain"), Qt.Key.Key_Space)
    shown.view.render_panel(panel(StageView(sending=ask(17)), stages=UNNAMED))
    assert shown.window.focusWidget() is find(shown.view, QSpinBox, "stageNumber")


def test_a_confirmed_stage_is_said_politely_and_a_lost_one_at_once(
    shown: Shown, spoken: list[tuple[str, bool]]
) -> None:
    shown.view.render_panel(panel(StageView(current=confirmed(2))))
    shown.view.render_panel(panel(StageView(unsettled=unsettled(3, Verdict.NOT_CONFIRMED))))
    assert [at_once for _text, at_once in spoken] == [False, True]
    assert "confirmed" in spoken[0][0]
    assert "not confirmed" in spoken[1][0]


def test_a_press_on_the_stage_the_call_is_in_is_answered_aloud(
    shown: Shown, spoken: list[tuple[str, bool]]
) -> None:
    view = StageView(current=confirmed(2), unsettled=unsettled(3, Verdict.REFUSED))
    shown.view.render_panel(panel(view))
    shown.view.render_panel(panel(view, pressed=Press.ALREADY_THERE, pressed_number=2))
    assert len(spoken) == 2
    assert spoken[-1][0].endswith("nothing more was sent.")
    assert spoken[-1][1] is False


def test_sending_itself_is_not_said_aloud(shown: Shown, spoken: list[tuple[str, bool]]) -> None:
    shown.view.render_panel(panel(StageView(sending=ask(2))))
    shown.view.render_panel(panel(StageView(sending=ask(2), waiting=ask(3))))
    assert spoken == []
