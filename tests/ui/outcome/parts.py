"""Outcomes of one campaign, and the panel of a call that has none yet."""

from dataclasses import replace

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.outcomes import Callback, Outcome, OutcomeAsk, OutcomeFault, OutcomeView
from agent_desktop.desk.panels import OutcomePanel
from agent_desktop.desk.stages import Verdict
from agent_desktop.desk.terms import CallTerms, DialingMode, Disposition
from tests.desk.moments import at

SALE = Disposition("Sale", "Success")
AGREED = Disposition("Call back", "Scheduled")
NO_INTEREST = Disposition("No interest", "Failure")
WRONG = Disposition("Wrong <number> & more", "Failure")
HUNG_UP = Disposition("Hung up early", "Abandoned", abandon=True)
OFFERED = (SALE, AGREED, NO_INTEREST, HUNG_UP, WRONG)
TERMS = CallTerms(DialingMode.REGULAR, OFFERED, own_callbacks=True)

SOLD = Outcome(SALE)
PROMISED = Outcome(AGREED, Callback())


def panel(view: OutcomeView | None = None, **fields: object) -> OutcomePanel:
    """The outcome panel of a call that was placed."""
    plain = OutcomePanel(
        "i1",
        TERMS,
        view or OutcomeView(),
        missing=True,
        may_choose=True,
        fault=None if view and view.chosen else OutcomeFault.NOTHING_CHOSEN,
    )
    return replace(plain, **fields)  # type: ignore[arg-type]  # the fields of OutcomePanel


def settled(verdict: Verdict, message: str = "", **fields: object) -> OutcomeView:
    """What is known of a sale once an answer came, or none."""
    plain = OutcomeView(
        SOLD, verdict=verdict, answer=Answer(message=message), settled=at(7), asked=SOLD
    )
    return replace(plain, **fields)  # type: ignore[arg-type]  # the fields of OutcomeView


def sending() -> OutcomeView:
    """A sale on its way."""
    return OutcomeView(SOLD, sending=OutcomeAsk("i1", SOLD, at(6)))


def filed(**fields: object) -> OutcomePanel:
    """The panel of a call whose sale the server has."""
    plain = replace(
        panel(settled(Verdict.CONFIRMED)),
        missing=False,
        may_choose=False,
        fault=OutcomeFault.FILED,
    )
    return replace(plain, **fields)  # type: ignore[arg-type]  # the fields of OutcomePanel
