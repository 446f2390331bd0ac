"""The call in words: its state, why it is there, how a call by hand gets on."""

from PySide6.QtCore import QCoreApplication

from agent_desktop.desk.calls import Call, CallState
from agent_desktop.desk.campaigns import Campaign, CampaignKind, Membership
from agent_desktop.desk.logon import Phase
from agent_desktop.desk.panels import ManualCall, ManualState, ManualStatus
from agent_desktop.desk.state import DeskState
from agent_desktop.desk.terms import DialingMode
from agent_desktop.ui.campaigns.words import kind_text
from agent_desktop.ui.widgets.pill import Tone

translate = QCoreApplication.translate


def state_words(state: CallState) -> tuple[str, Tone]:
    """Return a call's state in a word, and how it is meant."""
    return {
        CallState.PREVIEW: (translate("Call", "Preview"), Tone.ACCENT),
        CallState.BY_HAND: (translate("Call", "To be dialled"), Tone.ACCENT),
        CallState.COMING: (translate("Call", "Call coming"), Tone.ACCENT),
        CallState.ALERTING: (translate("Call", "Ringing"), Tone.ACCENT),
        CallState.CONNECTED: (translate("Call", "On call"), Tone.SUCCESS),
        CallState.HELD: (translate("Call", "On hold"), Tone.WARNING),
        CallState.ENDED_HERE: (translate("Call", "You ended it"), Tone.QUIET),
        CallState.ENDED_THERE: (translate("Call", "They ended it"), Tone.QUIET),
        CallState.ENDED: (translate("Call", "Ended"), Tone.QUIET),
    }[state]


def why(call: Call, campaign: Campaign | None) -> str:
    """Return how the call came about; empty where nobody said, or where a sign says it."""
    mode = call.terms.mode
    if mode is DialingMode.REGULAR and campaign and campaign.kind is not CampaignKind.UNKNOWN:
        return kind_text(campaign.kind)
    return {
        DialingMode.UNKNOWN: "",
        DialingMode.PREVIEW: translate("Call", "Preview"),
        DialingMode.OWN_CALLBACK_PREVIEW: "",
        DialingMode.REGULAR: translate("Call", "Predictive"),
        DialingMode.OWN_CALLBACK: "",
        DialingMode.AGENTLESS: translate("Call", "Agentless message"),
        DialingMode.PRECISE: translate("Call", "Precise"),
        DialingMode.MANUAL: translate("Call", "By hand"),
    }[mode]


def detail(call: Call, campaign: Campaign | None) -> str:
    """Return campaign, number and why the call is there in one line."""
    name = campaign.name if campaign else ""
    if not call.campaign_id:
        name = translate("Call", "Campaign not known")
    return " · ".join(part for part in (name, call.number, why(call, campaign)) if part)


def why_no_call(state: DeskState) -> str:
    """Return what a call waits for."""
    if state.phase is Phase.RECONNECTING:
        return translate("Call", "Calls come again once you are connected.")
    if state.phase is not Phase.LOGGED_ON:
        return ""
    if state.companion:
        return translate("Call", "Calls are in the other client; they show here as they come.")
    campaigns = state.campaigns
    if not campaigns.arrived:
        return translate("Call", "Waiting for your campaigns.")
    if not any(c.membership is Membership.IN for c in campaigns.campaigns):
        return translate("Call", "Join a campaign to get calls.")
    current = state.status.current
    if current is not None and not current.available:
        return translate("Call", "Calls come when your status is an available one.")
    return translate("Call", "The next call comes by itself.")


def manual_text(manual: ManualCall) -> str:
    """Return how a call placed by hand is getting on."""
    if manual.state is ManualState.ASKING:
        return translate("Call", "Asking the dialer to call…")
    if manual.state is ManualState.FAILED:
        return said_by(translate("Call", "The call was not placed."), manual.answer.message)
    if manual.status is None:
        return translate("Call", "The dialer is calling.")
    texts: dict[int, str] = {
        ManualStatus.INVALID_NUMBER: translate("Call", "The dialer says: the number is invalid."),
        ManualStatus.BLOCKED: translate("Call", "The dialer says: the number is blocked."),
        ManualStatus.PLACED: translate("Call", "The call is placed."),
        ManualStatus.COMPLETE: translate("Call", "The call is complete."),
    }
    other = translate("Call", "The dialer says: status {number}.").format(number=manual.status)
    return texts.get(manual.status, other)


def said_by(text: str, message: str) -> str:
    """Return a sentence of ours and the server's own words, where it has any."""
    if not message.strip():
        return text
    return translate("Call", "{text} The server says: {message}").format(
        text=text, message=message.strip()
    )
