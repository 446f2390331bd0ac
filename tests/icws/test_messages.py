"""Messages one by one: the known, the unknown and the broken, and what merging makes of them."""

import json
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.icws import (
    AsyncOperationCompletedMessage,
    AutoLoginMessage,
    AutoLogoutMessage,
    AvailableCampaign,
    AvailableCampaignsMessage,
    BreakStatus,
    BreakStatusMessage,
    CampaignStatus,
    CampaignType,
    ConnectionState,
    ConnectionStateChangeMessage,
    DataPop,
    DataPopMessage,
    DialingMode,
    Interaction,
    LogoutGrantedMessage,
    ManualCallStatus,
    ManualOutboundCallStatusMessage,
    OutboundServerConnectionStateChangeMessage,
    PreviewPop,
    QueueContentsMessage,
    SetFormDefinitionMessage,
    UnknownMessage,
    UnreadableMessage,
    UserStatus,
    UserStatusMessage,
)
from agent_desktop.icws.merging import merge_campaigns, merge_queue, merge_statuses
from agent_desktop.icws.messages import MESSAGES, Message, decode_message
from agent_desktop.icws.wire import format_date, parse_date

DIALER = "urn:inin.com:dialer:"


def read(name: str, **properties: Any) -> Message:
    return decode_message(json.dumps({"__type": name, "isDelta": False, **properties}))


def dialer(name: str, **properties: Any) -> Message:
    return read(DIALER + name, **properties)


def test_campaigns_are_read() -> None:
    message = dialer(
        "availableCampaignsMessage",
        agentHasLogonCampaignRight=True,
        campaignsAdded=[
            {"__type": DIALER + "availableCampaign", "id": "c1", "name": "Spring",
             "workgroup": "Sales", "status": [1, 16, 64], "hasBaseScript": True,
             "isLoggedIn": False, "campaignType": 3},
            {"id": "c2", "name": "New kind", "workgroup": "Sales", "campaignType": 99},
        ],
        campaignsChanged=[{"__type": DIALER + "changedCampaign", "id": "c1", "name": "Summer"}],
        campaignsRemoved=[{"id": "c9"}],
    )  # fmt: skip
    assert isinstance(message, AvailableCampaignsMessage)
    assert message.agent_has_logon_campaign_right
    assert message.is_delta is False
    [first, second] = message.campaigns_added or ()
    assert first.status == (CampaignStatus.ON, CampaignStatus.PAUSED, 64)
    assert first.campaign_type is CampaignType.PREVIEW
    assert second.campaign_type is not None
    assert (int(second.campaign_type), second.campaign_type.known) == (99, False)
    assert second.status is None


POP = {
    "interactionId": "1001", "campaignId": "c1", "attributes": {"first": "Maria", "last": None},
    "autoDisconnectOnDisposition": False, "allowAgentCallbacks": True, "dialingMode": 2,
    "dispositions": [
        {"label": "Sold", "wrapUpCategory": "Success", "wrapUpCode": "S", "abandon": False}
    ],
}  # fmt: skip


def test_a_call_and_a_preview_are_told_apart() -> None:
    call = dialer("dataPopMessage", call={"__type": DIALER + "dataPop", **POP})
    assert isinstance(call, DataPopMessage)
    assert isinstance(call.call, DataPop)
    assert call.call.attributes == {"first": "Maria", "last": ""}, "a column may be empty"
    assert call.call.dialing_mode is DialingMode.REGULAR
    assert call.call.dispositions[0].label == "Sold"
    preview = dialer(
        "dataPopMessage",
        call={"__type": DIALER + "previewPop", **POP, "callPlaced": True, "allowSkip": True,
              "previewTimeout": "20210706T193229Z"},
    )  # fmt: skip
    assert isinstance(preview, DataPopMessage)
    assert isinstance(preview.call, PreviewPop)
    assert preview.call.call_placed
    assert preview.call.preview_timeout == datetime(2021, 7, 6, 19, 32, 29, tzinfo=UTC)


def test_the_other_messages_of_the_dialer_are_read() -> None:
    broken = dialer("breakStatusMessage", breakStatus=2)
    assert isinstance(broken, BreakStatusMessage)
    assert broken.break_status is BreakStatus.ON_BREAK
    out = dialer("logoutGrantedMessage", campaigns=[{"id": ""}])
    assert isinstance(out, LogoutGrantedMessage)
    assert out.campaigns[0].id == ""
    moved_in = dialer("autoLoginMessage", campaignId="c1", initiatorName="Sue")
    assert isinstance(moved_in, AutoLoginMessage)
    assert moved_in.initiator_name == "Sue"
    moved_out = dialer("autoLogoutMessage", campaignIds=["c1"], initiatorName="Sue")
    assert isinstance(moved_out, AutoLogoutMessage)
    assert moved_out.campaign_ids == ("c1",)
    form = dialer(
        "setFormDefinitionMessage", campaignId="c1", formDefinition={"pages": [{"stage": 3}]}
    )
    assert isinstance(form, SetFormDefinitionMessage)
    assert form.form_definition.pages[0].stage == 3
    manual = dialer("manualOutboundCallStatusMessage", status=12)
    assert isinstance(manual, ManualOutboundCallStatusMessage)
    assert manual.status is ManualCallStatus.CALL_PLACED


@pytest.mark.parametrize(
    "sent", [None, ..., "soon", "", 20210706, True, 1.5, {}, [], "2021-07-06T19:32:29+00:00"]
)
def test_a_date_that_is_none_costs_no_message(sent: Any) -> None:
    absent = sent is ...
    call = {"__type": DIALER + "previewPop", **POP, "previewTimeout": sent}
    status = {"userId": "ada", "statusId": "Lunch", "statusChanged": sent}
    if absent:
        del call["previewTimeout"], status["statusChanged"]
    pop = dialer("dataPopMessage", call=call)
    assert isinstance(pop, DataPopMessage)
    assert isinstance(pop.call, PreviewPop)
    assert pop.call.preview_timeout is None
    assert pop.call.interaction_id == "1001"
    told = read("urn:inin.com:status:userStatusMessage", userStatusList=[status])
    assert isinstance(told, UserStatusMessage)
    assert told.user_status_list[0].status_changed is None
    assert told.user_status_list[0].status_id == "Lunch"


@pytest.mark.parametrize("sent", ["20210706T193229Z", "2021-07-06T19:32:29Z"])
def test_dates_of_messages_know_their_zone(sent: str) -> None:
    moment = datetime(2021, 7, 6, 19, 32, 29, tzinfo=UTC)
    pop = dialer(
        "dataPopMessage", call={"__type": DIALER + "previewPop", **POP, "previewTimeout": sent}
    )
    assert isinstance(pop, DataPopMessage)
    assert isinstance(pop.call, PreviewPop)
    assert pop.call.preview_timeout == moment
    assert pop.call.preview_timeout.tzinfo is not None
    told = read(
        "urn:inin.com:status:userStatusMessage",
        userStatusList=[{"userId": "ada", "statusChanged": sent}],
    )
    assert isinstance(told, UserStatusMessage)
    assert told.user_status_list[0].status_changed == moment


@pytest.mark.parametrize("number", [7, 99, -1, 2**31, 2**70])
def test_numbers_that_nobody_named_cost_no_message(number: int) -> None:
    pop = dialer(
        "dataPopMessage", call={"__type": DIALER + "dataPop", **POP, "dialingMode": number}
    )
    assert isinstance(pop, DataPopMessage)
    assert pop.call.dialing_mode is not None
    assert (int(pop.call.dialing_mode), pop.call.dialing_mode.known) == (number, False)
    pause = dialer("breakStatusMessage", breakStatus=number)
    assert isinstance(pause, BreakStatusMessage)
    assert (int(pause.break_status), pause.break_status.known) == (number, False)
    by_hand = dialer("manualOutboundCallStatusMessage", status=number)
    assert isinstance(by_hand, ManualOutboundCallStatusMessage)
    assert (int(by_hand.status), by_hand.status.known) == (number, False)


def test_a_call_by_hand_has_the_named_numbers() -> None:
    named = {member.name: int(member) for member in ManualCallStatus}
    assert named == {
        "INVALID_PHONE_NUMBER": 10, "CALL_BLOCKED": 11, "CALL_PLACED": 12, "CALL_COMPLETE": 13,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "state"),
    [(0, 0), (1, ConnectionState.UP), (2, ConnectionState.DOWN), ("down", ConnectionState.DOWN),
     ("Up", ConnectionState.UP), ("odd", ConnectionState.NONE), (9, 9)],
)  # fmt: skip
def test_the_state_of_a_link_may_be_a_number_or_a_word(sent: int | str, state: int) -> None:
    session = read(
        "urn:inin.com:connection:connectionStateChangeMessage",
        previousConnectionState=1, newConnectionState=sent, reason="r", shouldReconnect=True,
    )  # fmt: skip
    assert isinstance(session, ConnectionStateChangeMessage)
    assert session.state == state
    link = dialer("outboundServerConnectionStateChangeMessage", newConnectionState=sent)
    assert isinstance(link, OutboundServerConnectionStateChangeMessage)
    assert link.state == state


def test_a_finished_request_is_read() -> None:
    name = "urn:inin.com:messaging:asyncOperationCompletedMessage"
    well = read(name, requestId="7", error=None)
    assert isinstance(well, AsyncOperationCompletedMessage)
    assert well.error is None
    badly = read(name, requestId="7", error={"errorId": "e", "message": "No."})
    assert isinstance(badly, AsyncOperationCompletedMessage)
    assert badly.error is not None
    assert badly.error.message == "No."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{}", UnknownMessage("")),
        ('{"__type":7}', UnknownMessage("")),
        ('{"__type":"urn:inin.com:dialer:newMessage","x":[1]}',
         UnknownMessage("urn:inin.com:dialer:newMessage")),
        ('{"__type":"Maria Petrou +30 210"}', UnknownMessage("")),
        ('{"__type":"' + "x" * 121 + '"}', UnknownMessage("")),
        ("", UnreadableMessage("")),
        ("[]", UnreadableMessage("")),
        ("null", UnreadableMessage("")),
        ("{", UnreadableMessage("")),
        ('{"__type":"urn:inin.com:dialer:dataPopMessage"}',
         UnreadableMessage("urn:inin.com:dialer:dataPopMessage")),
        ('{"__type":"urn:inin.com:dialer:dataPopMessage","call":{"__type":"other"}}',
         UnreadableMessage("urn:inin.com:dialer:dataPopMessage")),
        ('{"__type":"urn:inin.com:dialer:breakStatusMessage","breakStatus":"on"}',
         UnreadableMessage("urn:inin.com:dialer:breakStatusMessage")),
    ],
)  # fmt: skip
def test_what_is_unknown_or_broken_is_told_by_its_type_only(text: str, kind: Message) -> None:
    assert decode_message(text) == kind


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
_names = sorted(
    {name for kind in MESSAGES for name in kind.__struct_encode_fields__} | {"id", "attributes"}
)
_types = st.sampled_from([str(kind.__struct_config__.tag) for kind in MESSAGES]) | st.text()


@given(_types, st.dictionaries(st.sampled_from(_names), _json, max_size=8))
def test_no_message_breaks_the_decoder(name: str, properties: dict[str, Any]) -> None:
    message = decode_message(json.dumps({**properties, "__type": name}))
    if isinstance(message, UnknownMessage | UnreadableMessage):
        assert message.type in {name, ""}


@given(st.binary(max_size=60))
def test_no_bytes_break_the_decoder(text: bytes) -> None:
    assert isinstance(decode_message(text), UnknownMessage | UnreadableMessage)


def test_no_repr_shows_what_a_message_says() -> None:
    message = dialer("dataPopMessage", call={"__type": DIALER + "dataPop", **POP})
    assert repr(message) == "<DataPopMessage>"
    assert "Maria" not in f"{message}{message!r}{[message]}"


def available(*added: AvailableCampaign, delta: bool = False, **rest: Any) -> Any:
    return AvailableCampaignsMessage(is_delta=delta, campaigns_added=added, **rest)


def test_campaigns_merge() -> None:
    one = AvailableCampaign(id="c1", name="One", status=(CampaignStatus.ON,))
    two = AvailableCampaign(id="c2", name="Two")
    known = merge_campaigns({"gone": one}, available(one, two))
    assert list(known) == ["c1", "c2"], "not a delta: what was known is dropped"
    change = msgspec.convert({"id": "c1", "status": [16]}, type=AvailableCampaign)
    changed = dialer(
        "availableCampaignsMessage", isDelta=True,
        campaignsChanged=[{"id": "c1", "status": [16]}, {"id": "unheard of"}],
        campaignsRemoved=[{"id": "c2"}, {"id": "unheard of"}],
    )  # fmt: skip
    assert isinstance(changed, AvailableCampaignsMessage)
    merged = merge_campaigns(known, changed)
    assert list(merged) == ["c1"]
    assert merged["c1"].name == "One", "an absent property is as it was"
    assert merged["c1"].status == change.status
    assert list(known) == ["c1", "c2"], "the old mapping is left alone"


def test_statuses_merge() -> None:
    full = UserStatusMessage(
        user_status_list=(UserStatus("Ada", status_id="available", on_phone=False),)
    )
    known = merge_statuses({"bob": UserStatus("bob")}, full)
    delta = UserStatusMessage(is_delta=True, user_status_list=(UserStatus("ADA", on_phone=True),))
    merged = merge_statuses(known, delta)
    assert list(merged) == ["ada"]
    assert (merged["ada"].status_id, merged["ada"].on_phone) == ("available", True)


def test_a_status_keeps_its_date_until_it_changes() -> None:
    def told(**properties: Any) -> UserStatusMessage:
        message = read(
            "urn:inin.com:status:userStatusMessage", isDelta=True,
            userStatusList=[{"userId": "ada", **properties}],
        )  # fmt: skip
        assert isinstance(message, UserStatusMessage)
        return message

    known = merge_statuses({}, told(statusId="Lunch", statusChanged="20210706T193229Z"))
    known = merge_statuses(known, told(onPhone=True))
    assert known["ada"].status_changed == datetime(2021, 7, 6, 19, 32, 29, tzinfo=UTC)
    known = merge_statuses(known, told(statusChanged="20210706T200000Z"))
    assert known["ada"].status_changed == datetime(2021, 7, 6, 20, tzinfo=UTC)


def test_queues_merge() -> None:
    first = QueueContentsMessage(
        "s", interactions_added=(Interaction("1", {"Eic_State": "A", "Eic_RemoteName": "M"}),)
    )
    known = merge_queue({"old": Interaction("old")}, first)
    second = QueueContentsMessage(
        "s",
        is_delta=True,
        interactions_added=(Interaction("2"),),
        interactions_changed=(
            Interaction("1", {"Eic_State": "C"}), Interaction("3", {"Eic_State": "H"}),
        ),
    )  # fmt: skip
    merged = merge_queue(known, second)
    assert merged["1"].attributes == {"Eic_State": "C", "Eic_RemoteName": "M"}
    assert list(merged) == ["1", "2", "3"]
    third = QueueContentsMessage("s", is_delta=True, interactions_removed=("1", "9"))
    assert list(merge_queue(merged, third)) == ["2", "3"]


def test_a_year_before_1000_is_written_with_four_digits() -> None:
    moment = datetime(7, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert format_date(moment) == "00070102T030405Z"
    assert parse_date(format_date(moment)) == moment
