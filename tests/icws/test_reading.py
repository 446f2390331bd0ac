"""Reading what a server says: an odd value costs only itself."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.icws import (
    AvailableCampaignsMessage,
    BreakStatus,
    BreakStatusMessage,
    CampaignStatus,
    ControlType,
    DataPop,
    DataPopMessage,
    DialingMode,
    Disposition,
    FormDefinition,
    Interaction,
    LogoutGrantedMessage,
    PreviewPop,
    QueueContentsMessage,
    Session,
    SetFormDefinitionMessage,
    UnreadableAnswer,
    UnreadableMessage,
)
from agent_desktop.icws.connection import Authentication
from agent_desktop.icws.messages import Message, decode_message
from agent_desktop.icws.reading import decode
from tests.icws.strict_server import Reply, StrictServer

DIALER = "urn:inin.com:dialer:"
SOLD = {"label": "Sold", "wrapUpCategory": "Success", "wrapUpCode": "S", "abandon": False}
BUSY = {"label": "Busy", "wrapUpCategory": "Busy", "wrapUpCode": "B", "abandon": True}
POP: dict[str, Any] = {
    "__type": DIALER + "dataPop", "interactionId": "1001", "campaignId": "c1",
    "attributes": {"Name": "Maria", "Age": "50"}, "autoDisconnectOnDisposition": True,
    "allowAgentCallbacks": True, "dispositions": [SOLD, BUSY], "dialingMode": 2,
}  # fmt: skip
PREVIEW = POP | {
    "__type": DIALER + "previewPop", "callPlaced": True, "allowSkip": True,
    "previewTimeout": "20210706T193229Z",
}  # fmt: skip
NESTED: list[Any] = [{}, [], {"a": 1}, ["a"], [None]]


def dialer(name: str, **properties: Any) -> Message:
    return decode_message(json.dumps({"__type": DIALER + name, **properties}))


def popped(pop: dict[str, Any], **more: Any) -> DataPop | PreviewPop:
    message = dialer("dataPopMessage", call={**pop, **more})
    assert isinstance(message, DataPopMessage)
    return message.call


def queued(**properties: Any) -> Message:
    name = "urn:inin.com:queues:queueContentsMessage"
    return decode_message(json.dumps({"__type": name, "subscriptionId": "s", **properties}))


def interactions(*sent: Any) -> dict[str, dict[str, str]]:
    message = queued(interactionsAdded=sent)
    assert isinstance(message, QueueContentsMessage)
    return {one.interaction_id: one.attributes for one in message.interactions_added}


SCALARS = [
    ("Maria", "Maria"), ("", ""), (None, ""), (True, "true"), (False, "false"), (5, "5"),
    (-1, "-1"), (1.5, "1.5"), (2**70, str(2**70)),
]  # fmt: skip


@pytest.mark.parametrize(("sent", "text"), SCALARS)
def test_a_column_and_an_attribute_that_are_no_texts_become_texts(sent: Any, text: str) -> None:
    columns = popped(POP, attributes={"Name": "Maria", "Age": sent}).attributes
    assert columns == {"Name": "Maria", "Age": text}
    told = interactions({"interactionId": "1", "attributes": {"Eic_State": "C", "Eic_Muted": sent}})
    assert told == {"1": {"Eic_State": "C", "Eic_Muted": text}}


@pytest.mark.parametrize("sent", NESTED)
def test_a_nested_value_is_left_out_by_its_name(sent: Any) -> None:
    assert popped(POP, attributes={"Name": "Maria", "Age": sent}).attributes == {"Name": "Maria"}
    told = interactions({"interactionId": "1", "attributes": {"Eic_State": "C", "x": sent}})
    assert told == {"1": {"Eic_State": "C"}}


@pytest.mark.parametrize("sent", [None, 5, "x", True, ["a"]])
def test_attributes_that_are_none_cost_no_call(sent: Any) -> None:
    assert popped(POP, attributes=sent).attributes == {}
    assert interactions({"interactionId": "1", "attributes": sent}) == {"1": {}}


@pytest.mark.parametrize("code", [7, True, 1.5])
def test_the_parts_of_a_disposition_become_texts(code: Any) -> None:
    sent = {"label": 5, "wrapUpCategory": "C", "wrapUpCode": code, "abandon": "true"}
    text = {7: "7", True: "true", 1.5: "1.5"}[code]
    assert popped(POP, dispositions=[sent]).dispositions == (
        Disposition(label="5", wrap_up_category="C", wrap_up_code=text, abandon=True),
    )


@pytest.mark.parametrize("odd", [None, 5, "x", [], {}, {"label": None}, {"label": ""},
                                 {"label": {}}, {"wrapUpCode": "S"}])  # fmt: skip
def test_a_disposition_nobody_can_name_is_left_out_alone(odd: Any) -> None:
    offered = popped(POP, dispositions=[SOLD, odd, BUSY]).dispositions
    assert [one.label for one in offered] == ["Sold", "Busy"]


def test_a_disposition_keeps_its_label_whatever_else_is_odd() -> None:
    odd = {"label": "Sold", "wrapUpCategory": [], "wrapUpCode": {}, "abandon": "perhaps"}
    assert popped(POP, dispositions=[odd]).dispositions == (Disposition(label="Sold"),)


@pytest.mark.parametrize(
    ("sent", "mode"),
    [("Regular", DialingMode.REGULAR), ("manual", DialingMode.MANUAL), ("2", DialingMode.REGULAR),
     ("OwnAgentCallback_Preview", DialingMode.OWN_AGENT_CALLBACK_PREVIEW),
     ("Sideways", None), ("", None), (None, None), (True, None), (1.5, None), ({}, None)],
)  # fmt: skip
def test_how_a_call_was_dialled_may_be_a_word(sent: Any, mode: DialingMode | None) -> None:
    assert popped(POP, dialingMode=sent).dialing_mode is mode


def test_a_word_nobody_knows_where_all_hangs_on_it_is_unreadable() -> None:
    said = dialer("breakStatusMessage", breakStatus="OnBreak")
    assert isinstance(said, BreakStatusMessage)
    assert said.break_status is BreakStatus.ON_BREAK
    assert isinstance(dialer("breakStatusMessage", breakStatus="Napping"), UnreadableMessage)


@pytest.mark.parametrize(("sent", "id_"), [(1001, "1001"), (True, "true"), ("1001", "1001")])
def test_ids_that_are_no_texts_become_texts(sent: Any, id_: str) -> None:
    call = popped(POP, interactionId=sent, campaignId=sent)
    assert (call.interaction_id, call.campaign_id) == (id_, id_)
    assert interactions({"interactionId": sent}) == {id_: {}}
    gone = queued(interactionsRemoved=[sent, None, {}, "2"])
    assert isinstance(gone, QueueContentsMessage)
    assert gone.interactions_removed == (id_, "2")
    out = dialer("logoutGrantedMessage", campaigns=[{"id": sent}, {"name": "no id"}, {"id": ""}])
    assert isinstance(out, LogoutGrantedMessage)
    assert [campaign.id for campaign in out.campaigns] == [id_, ""]


@pytest.mark.parametrize("sent", [None, ..., *NESTED])
def test_a_call_without_a_campaign_is_a_call(sent: Any) -> None:
    pop = {name: part for name, part in POP.items() if name != "campaignId" or sent is not ...}
    assert popped(pop if sent is ... else pop | {"campaignId": sent}).campaign_id == ""


@pytest.mark.parametrize("sent", [None, ..., "", *NESTED])
def test_a_pop_that_names_no_interaction_is_unreadable(sent: Any) -> None:
    pop = POP | {"interactionId": sent}
    if sent is ...:
        del pop["interactionId"]
    assert dialer("dataPopMessage", call=pop) == UnreadableMessage(DIALER + "dataPopMessage")


@pytest.mark.parametrize("sent", ["urn:x", "", None, 5, [], ...])
def test_a_pop_of_an_unknown_type_is_what_its_properties_say(sent: Any) -> None:
    for pop, kind in ((POP, DataPop), (PREVIEW, PreviewPop)):
        untyped = {name: part for name, part in pop.items() if name != "__type"}
        call = popped(untyped if sent is ... else untyped | {"__type": sent})
        assert type(call) is kind
        assert call == popped(pop)


@pytest.mark.parametrize("odd", [None, 5, "x", [], {}, {"interactionId": ""}, {"attributes": {}}])
def test_an_interaction_nobody_can_name_is_left_out_alone(odd: Any) -> None:
    one, two = ({"interactionId": key, "attributes": {"Eic_State": "C"}} for key in "12")
    assert list(interactions(one, odd, two)) == ["1", "2"]
    changed = queued(isDelta=True, interactionsChanged=[odd, one])
    assert isinstance(changed, QueueContentsMessage)
    assert changed.interactions_changed == (Interaction("1", {"Eic_State": "C"}),)


@pytest.mark.parametrize("odd", [{"isDelta": {}}, {"isDelta": "x"}, {"interactionsAdded": {}},
                                 {"interactionsRemoved": 5}])  # fmt: skip
def test_a_queue_nobody_can_be_sure_of_is_not_taken_for_an_empty_one(odd: dict[str, Any]) -> None:
    assert isinstance(queued(**odd), UnreadableMessage)


@pytest.mark.parametrize("odd", [None, 5, "x", [], {}, {"name": "no id"}])
def test_a_campaign_nobody_can_name_is_left_out_alone(odd: Any) -> None:
    message = dialer(
        "availableCampaignsMessage",
        campaignsAdded=[{"id": "c1", "name": "Spring"}, odd, {"id": "c2"}],
        campaignsChanged=[odd, {"id": "c1", "name": 5}],
        campaignsRemoved=[odd, {"id": 9}],
    )
    assert isinstance(message, AvailableCampaignsMessage)
    assert [one.id for one in message.campaigns_added or ()] == ["c1", "c2"]
    assert [(one.id, one.name) for one in message.campaigns_changed or ()] == [("c1", "5")]
    assert [one.id for one in message.campaigns_removed or ()] == ["9"]


def test_a_campaign_keeps_what_is_not_odd_of_it() -> None:
    sent = {
        "id": 7,
        "name": "Spring",
        "workgroup": {},
        "status": ["On", {}, 16, None],
        "hasBaseScript": "perhaps",
        "isLoggedIn": "true",
        "campaignType": "Sideways",
    }
    message = dialer("availableCampaignsMessage", campaignsAdded=[sent])
    assert isinstance(message, AvailableCampaignsMessage)
    [campaign] = message.campaigns_added or ()
    assert (campaign.id, campaign.name, campaign.workgroup) == ("7", "Spring", "")
    assert campaign.status == (CampaignStatus.ON, CampaignStatus.PAUSED)
    assert campaign.has_base_script is None
    assert campaign.is_logged_in is True
    assert campaign.campaign_type is None


FORM: dict[str, Any] = {
    "pages": [
        5, None,
        {"name": 1, "text": None, "stage": "3", "foregroundColor": [],
         "controls": ["x", {"column": 7, "label": {}, "type": "Listbox", "maxChars": "many",
                            "dataItems": ["a", 1, None, {}, True]}],
         "dispositions": [None, {"label": "Sold", "abandon": "x", "recordStatus": {"a": None}}]},
        {"name": "Bye", "stage": "soon", "controls": {}, "dispositions": 5},
    ],
    "misc": {"allowBreak": {}, "allowSkip": True},
}  # fmt: skip


def test_a_form_keeps_what_is_not_odd_of_it(server: StrictServer, session: Session) -> None:
    server.session("POST", "/dialer/request-form-definition", Reply.of(FORM))
    form = session.request_form_definition("c")
    changed = dialer("setFormDefinitionMessage", campaignId="c", formDefinition=FORM)
    assert isinstance(changed, SetFormDefinitionMessage)
    assert changed.form_definition == form
    first, second = form.pages
    assert (first.name, first.text, first.stage, first.foreground_color) == ("1", "", 3, None)
    [control] = first.controls
    assert (control.column, control.label, control.max_chars) == ("7", "", None)
    assert control.type is ControlType.LISTBOX
    assert control.data_items == ("a", "1", "true")
    [disposition] = first.dispositions
    assert (disposition.label, disposition.abandon) == ("Sold", None)
    assert (second.name, second.stage, second.controls, second.dispositions) == (
        "Bye",
        None,
        (),
        (),
    )
    assert form.misc is not None
    assert (form.misc.allow_break, form.misc.allow_skip) == (None, True)


def test_a_form_that_is_none_is_no_empty_form(server: StrictServer, session: Session) -> None:
    server.session("POST", "/dialer/request-form-definition", Reply.of([FORM]))
    with pytest.raises(UnreadableAnswer):
        session.request_form_definition("c")


_scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False,
    allow_infinity=False) | st.text(max_size=5)  # fmt: skip
_names = st.sampled_from(sorted(PREVIEW)) | st.text(max_size=5)
_any = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_names, inner),
    max_leaves=8,
)
_pops = st.sampled_from([POP, PREVIEW])


def parts(call: DataPop | PreviewPop) -> dict[str, Any]:
    names = zip(call.__struct_fields__, call.__struct_encode_fields__, strict=True)
    return {sent: getattr(call, name) for name, sent in names}


@given(_pops, st.data(), _any)
def test_whatever_one_field_of_a_pop_holds_the_rest_of_the_call_is_there(
    pop: dict[str, Any], data: st.DataObject, value: Any
) -> None:
    name = data.draw(st.sampled_from(sorted(pop)))
    message = dialer("dataPopMessage", call=pop | {name: value})
    if isinstance(message, UnreadableMessage):
        assert name == "interactionId"
        assert value in (None, "") or isinstance(value, dict | list)
        return
    assert isinstance(message, DataPopMessage)
    whole = popped(pop)
    assert name == "__type" or type(message.call) is type(whole)
    kept, expected = parts(message.call), parts(whole)
    assert {**kept, name: 0} == {**expected, name: 0}


@given(_pops, _any)
def test_whatever_stands_around_a_pop_the_call_is_there(pop: dict[str, Any], value: Any) -> None:
    message = dialer("dataPopMessage", call=pop, isDelta=value, more=value)
    assert isinstance(message, DataPopMessage)
    assert message.call == popped(pop)


@given(_pops, st.text(max_size=5), _any)
def test_whatever_one_column_holds_the_others_are_there(
    pop: dict[str, Any], name: str, value: Any
) -> None:
    columns = {**pop["attributes"], name: value}
    call = popped(pop, attributes=columns)
    others = {key: text for key, text in pop["attributes"].items() if key != name}
    assert others.items() <= call.attributes.items()
    assert (name in call.attributes) is not isinstance(value, dict | list)
    assert parts(call) | {"attributes": 0} == parts(popped(pop)) | {"attributes": 0}


@given(_pops, _any, st.sampled_from([*SOLD, "more"]))
def test_whatever_one_disposition_is_the_others_are_there(
    pop: dict[str, Any], value: Any, name: str
) -> None:
    call = popped(pop, dispositions=[SOLD, value, SOLD | {name: value}, BUSY])
    sold, *_, busy = call.dispositions
    assert (sold, busy) == popped(POP).dispositions
    assert len(call.dispositions) <= 4
    assert parts(call) | {"dispositions": 0} == parts(popped(pop)) | {"dispositions": 0}


@given(st.sampled_from([DIALER + "availableCampaign", None]), _any, st.text(max_size=5))
def test_a_form_of_any_values_is_a_form(kind: str | None, value: Any, name: str) -> None:
    page = {"name": "Hello", "stage": 1, "controls": [value, {"column": "Age"}, {name: value}],
            "dispositions": [value, {"label": "Sold"}], "__type": kind}  # fmt: skip
    form = decode(json.dumps({"pages": [value, page], name: value}), FormDefinition)
    if name != "pages":
        last = form.pages[-1]
        assert (last.name, last.stage) == ("Hello", 1)
        assert "Age" in [control.column for control in last.controls]
        assert last.dispositions[-1].label == "Sold"


def test_no_repr_shows_what_was_mended() -> None:
    pop = popped(POP, attributes={"Age": 4711}, interactionId=4712)
    assert "471" not in f"{pop!r}{pop}{[pop]}"
    broken = dialer("dataPopMessage", call={**POP, "interactionId": {"Maria": 1}})
    assert "Maria" not in repr(broken)


def test_answers_that_forgive_nothing_are_taken_to_the_letter() -> None:
    class Count(msgspec.Struct):
        number: int | None = None

    assert decode('{"number": null}', Count) == Count()
    with pytest.raises(msgspec.ValidationError):
        decode('{"number": "5"}', Count)


def test_what_nobody_asked_for_is_not_looked_through() -> None:
    nested = "[" * 700 + "]" * 700  # deeper than Python would follow it
    offer = decode(f'{{"allowIcAuth": null, "more": {nested}}}', Authentication)
    assert offer.allow_ic_auth
