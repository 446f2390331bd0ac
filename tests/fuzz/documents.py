"""Valid documents of the reference, from which the spoilt ones are made."""

from typing import Any

from tests.fuzz.spoiling import CANARY

DIALER = "urn:inin.com:dialer:"
CONNECTION = "urn:inin.com:connection:"
SPRING, WINBACK = "5b0c7a52-6c1f-4d0e-9a51-000000000001", "{5B0C7A52-6c1f-4d0e-9a51-000000000002}"

DISPOSITIONS: list[dict[str, Any]] = [
    {"label": "Sale", "wrapUpCategory": "Success", "wrapUpCode": "SALE", "abandon": False},
    {"label": "Call back", "wrapUpCategory": "Scheduled", "wrapUpCode": "CB", "abandon": False},
    {"label": "Hung up", "wrapUpCategory": "Failure", "wrapUpCode": "HU", "abandon": True},
]
FORM: dict[str, Any] = {
    "pages": [
        {
            "name": "Greeting",
            "text": "Good morning, <b>{Name}</b>",
            "foregroundColor": "#000000",
            "backgroundColor": "White",
            "stage": 1,
            "controls": [
                {"column": "Town", "label": "Town", "readOnly": True, "type": 0, "maxLines": 3},
                {"column": "Plan", "label": "Plan", "type": 3, "dataItems": ["Gold", "Silver"]},
                {"column": "Due", "label": "Due", "type": 4, "dateFormat": "dd.MM.yyyy hh:mm tt"},
            ],
            "dispositions": [
                {"label": "Sale", "wrapUpCategory": "Success", "recordStatus": 3, "isContact": True}
            ],
        },
        {"name": "Close", "text": "", "foregroundColor": "", "backgroundColor": "", "stage": 3},
    ],
    "misc": {"allowBreak": True, "allowSkip": False, "militaryTime": True, "autoDisconnect": None},
    "extensions": [],
}
POP: dict[str, Any] = {
    "__type": DIALER + "dataPop",
    "interactionId": "2001",
    "campaignId": SPRING,
    "attributes": {"Name": CANARY, "Phone": "+1 202 555 0199", "Plan": "Gold"},
    "autoDisconnectOnDisposition": False,
    "allowAgentCallbacks": True,
    "dispositions": DISPOSITIONS,
    "dialingMode": 2,
}
PREVIEW = POP | {
    "__type": DIALER + "previewPop",
    "interactionId": "2002",
    "dialingMode": 0,
    "callPlaced": False,
    "allowSkip": True,
    "previewTimeout": "20260302T090030Z",
}


def dialer(name: str, **properties: Any) -> dict[str, Any]:
    """Return a message of the dialer."""
    return {"__type": DIALER + name, "isDelta": False, **properties}


MESSAGES: tuple[dict[str, Any], ...] = (
    dialer(
        "availableCampaignsMessage",
        agentHasLogonCampaignRight=True,
        campaignsAdded=[
            {
                "__type": DIALER + "availableCampaign",
                "id": SPRING,
                "name": "Spring",
                "workgroup": "Outbound",
                "status": [1, 8],
                "hasBaseScript": True,
                "customScriptUrl": "https://scripts.example/x",
                "isLoggedIn": True,
                "campaignType": 1,
            },
            {"id": WINBACK, "name": "Winback", "workgroup": "Outbound", "status": [1]},
        ],
    ),
    dialer(
        "availableCampaignsMessage",
        agentHasLogonCampaignRight=False,
        campaignsChanged=[{"__type": DIALER + "changedCampaign", "id": SPRING, "status": [16]}],
        campaignsRemoved=[{"id": WINBACK}],
    )
    | {"isDelta": True},
    dialer("dataPopMessage", call=POP),
    dialer("dataPopMessage", call=PREVIEW),
    dialer("dataPopMessage", call=PREVIEW | {"callPlaced": True}),
    dialer("breakStatusMessage", breakStatus=1),
    dialer("breakStatusMessage", breakStatus=2),
    dialer("logoutGrantedMessage", campaigns=[{"id": SPRING, "name": "Spring"}]),
    dialer("logoutGrantedMessage", campaigns=[{"id": ""}]),
    dialer("autoLoginMessage", campaignId=WINBACK, initiatorName="Sue"),
    dialer("autoLogoutMessage", campaignIds=[SPRING], initiatorName="Sue"),
    dialer("setFormDefinitionMessage", campaignId=SPRING, formDefinition=FORM),
    dialer(
        "outboundServerConnectionStateChangeMessage",
        previousConnectionState=1,
        newConnectionState=2,
        reason="The link is lost.",
    ),
    dialer(
        "manualOutboundCallStatusMessage", campaignId=SPRING, agentId="ada", identity="7", status=12
    ),
    {
        "__type": "urn:inin.com:messaging:asyncOperationCompletedMessage",
        "isDelta": False,
        "requestId": "request 3",
        "error": {"errorId": "error.request.status", "errorCode": 3, "message": "No."},
    },
    {
        "__type": CONNECTION + "connectionStateChangeMessage",
        "isDelta": False,
        "previousConnectionState": 1,
        "newConnectionState": 1,
        "reason": "Up again.",
        "shouldReconnect": True,
    },
    {
        "__type": CONNECTION + "connectionStateChangeMessage",
        "isDelta": False,
        "previousConnectionState": 1,
        "newConnectionState": 2,
        "reason": "The server is shut down.",
        "shouldReconnect": True,
    },
    {
        "__type": "urn:inin.com:status:userStatusMessage",
        "isDelta": True,
        "userStatusList": [
            {
                "userId": "ADA",
                "statusId": "Available",
                "statusChanged": "20260302T090000Z",
                "loggedIn": True,
                "onPhone": False,
                "notes": CANARY,
                "stations": ["7001"],
                "icServers": [],
            }
        ],
    },
    {
        "__type": "urn:inin.com:queues:queueContentsMessage",
        "isDelta": True,
        "subscriptionId": "agent-desktop-calls",
        "interactionsAdded": [
            {
                "interactionId": "2001",
                "attributes": {
                    "Eic_State": "C",
                    "Eic_RemoteName": CANARY,
                    "Eic_RemoteAddress": "+1 202 555 0199",
                    "Eic_Muted": "0",
                    "Eic_InitiationTime": "20260302T090000Z",
                    "Eic_CallDirection": "O",
                    "Eic_ObjectType": "Call",
                },
            }
        ],
        "interactionsChanged": [{"interactionId": "2001", "attributes": {"Eic_State": "H"}}],
        "interactionsRemoved": ["2002"],
    },
)

CONNECTED: dict[str, Any] = {
    "csrfToken": CANARY,
    "sessionId": "1731001",
    "alternateHostList": ["ic2.example", "10.0.0.7"],
    "userID": "ada",
    "userDisplayName": "Ada Moreno",
    "icServer": "ic1",
    "daysUntilPasswordExpiration": 12,
    "version": {"majorVersion": "2021", "minorVersion": "R1", "su": "4", "build": "62"},
    "features": [{"featureId": "dialer", "version": 7}, {"featureId": "messaging", "version": 2}],
    "serverTimeInfo": {"serverUtcTime": "20260302T090000Z"},
    "defaultWorkstationId": None,
    "effectiveStation": {"stationId": {"id": "7001", "displayName": "Desk 1", "uri": "sip:x"}},
}
ANSWERS: tuple[Any, ...] = (
    CONNECTED,
    {
        "languages": [{"languageId": "en-us"}],
        "acceptLanguage": "en-us",
        "authentication": {
            "allowIcAuth": True,
            "identityProviders": [{"displayName": "SSO", "identityProviderId": "1"}],
            "userAgreementText": "Be kind.",
        },
    },
    {"featureInfoList": CONNECTED["features"]},
    {"id": "7001", "extension": "7001", "stationSetting": 1, "sipPassword": CANARY},
    {
        "statusMessageList": [
            {"statusId": "Available", "messageText": "Available", "isAcdStatus": True},
            {"statusId": "At Lunch", "messageText": "At lunch", "canHaveTime": True},
        ]
    },
    {"statusMessages": ["Available", "At Lunch"]},
    {"requestId": "17"},
    {"connectionState": 2, "reason": "Logged on elsewhere.", "shouldReconnect": False},
    FORM,
    {"contacts": [{"contactdata": POP["attributes"]}]},
    {"response": True},
    list(MESSAGES[:3]),
)
ERRORS: tuple[Any, ...] = (
    {
        "errorId": "error.request.connection.authenticationFailure",
        "errorCode": -2147221503,
        "message": f"The authentication process of {CANARY} failed.",
    },
    {
        "__type": "urn:inin.com:common:invalidPropertyError",
        "errorId": "error.request.invalidRepresentation.invalidProperty",
        "message": "A property is invalid.",
        "propertyName": "newStageId",
    },
    {
        "errorId": "error.server.notAcceptingConnections",
        "message": "Not here.",
        "alternateHostList": ["ic2.example", " ic3.example "],
    },
    {"__type": DIALER + "campaignLogonError", "logonError": 2, "message": "No such campaign."},
    {"errorId": CANARY, "propertyName": CANARY, "message": f"{CANARY}{CANARY}"},
)
WEB_PAGE = f"<html><head><title>Sign in, {CANARY}</title></head><body>x</body></html>".encode()

CHALLENGES: tuple[bytes, ...] = (
    b'ICWS realm="ICWS" location="/ICWS/connection"',
    f'ICWS realm="{CANARY}" location="/{CANARY}"'.encode(),
    b'Basic realm="a \\"b\\"", ICWS realm=ICWS, location="/ICWS/connection"',
    b"Negotiate, NTLM TlRMTVNTUAACAAAA==, Bearer error=x",
    b"Digest qop=auth , , algorithm = MD5,ICWS",
)
COOKIES: tuple[bytes, ...] = (
    f"icws_1731001={CANARY}|languageId=en-us; Path=/icws/1731001; HttpOnly".encode(),
    b"a=b=c; Secure\n  d=e ;Max-Age=0\nf=",
)
ADDRESSES: tuple[bytes, ...] = (
    b"ic1.example", b"IC1:8019", b"https://ic1.example/", b"http://10.0.0.7:8018",
    b"https://proxy.example/web/api/ic1.example", b"[2001:db8::1]:8019", b"2001:db8::1",
    "münchen.example".encode(), b"https://[::1]:443/api/x%20y/",
)  # fmt: skip
DATES: tuple[bytes, ...] = (
    b"20260302T090000Z", b"2026-03-02T09:00:00Z", b"2026-03-02T09:00:00.123456Z",
    b"00010101T000000Z", b"99991231T235959Z", b"20240229T235959Z", b"2026-03-02T09:00:00+00:00",
)  # fmt: skip
EVENTS: tuple[bytes, ...] = (
    b':ping\n\ndata: {"__type":"urn:inin.com:x:y","isDelta":false}\n\n:ping\n\n',
    b"\xef\xbb\xbfdata: a\r\n\r\ndata:b\rdata: c\r\revent: other\ndata: no\n\nid: 7\ndata\n\n",
    b"data: one\ndata: two\n\n\n\r\n\rretry: 5\n\ndata:  \n\ndata: tail that ends in the middle",
    'data: {"n":"Stra\u00dfe \u2028 \x85 😀"}\n\n'.encode(),
)

STAGE_MAP = """\
# Stage sets, and the campaigns that refer to them
[sets.Renewals]
1 = "Identify"
2 = "Offer"
9 = "Wrap-up"

[sets."Short, too"]
0 = "[Call Connected]"
1 = ' Hello '

[campaigns]
"Spring renewal" = "Renewals"
"3F2504E0-4F89-11D3-9A0C-0305E82C3301" = "Short, too"
"3f2504e0-4f89-11d3-9a0c-0305e82c3302" = { set = "Renewals", name = "Winback" }
"""
SETTINGS = """\
server = "https://ic1.example"
user = "ada"
station_kind = "remote-number"
station = "+1 202 555 0100"
language = "de-de"
ca_file = "ca.pem"
stage_map = "~/stages.toml"
appearance = "high-contrast"
stage_deadline = 8.0
request_deadline = 15
ledger = true
ledger_days = 30
keep_contact_data = false
"""
REMEMBERED: dict[str, Any] = {
    "keep": True,
    "server": "ic1.example",
    "user": "ada",
    "station_kind": "workstation",
    "station": "7001",
    "geometry": "AdnQywADAAAAAAA=",
    "splitter": "",
}
SCENARIO = """\
[server]
name = "ic-test"
second_address = "127.0.0.2"
idle_limit = 600
[features]
connection = 12
messaging = 2
dialer = 7
status = 3
queues = 2
interactions = 1
[dialing]
on = false
talk_for = [60, 180]
[[status]]
id = "Available"
text = "Available"
acd = true
[[station]]
id = "7001"
[[user]]
id = "ada"
password = "demo"
name = "Ada Moreno"
station = "7001"
status = "Available"
workgroups = ["Outbound"]
dialer_licence = true
logs_on_to_campaigns = true
[[stage_set]]
name = "Renewal"
[stage_set.stages]
1 = "Identify"
2 = "Offer"
[[contact_list]]
name = "People"
name_column = "Name"
number_column = "Phone"
contacts = [{ Name = "Contact One", Phone = "+1 202 555 0181" }]
[[campaign]]
id = "5b0c7a52-6c1f-4d0e-9a51-000000000001"
name = "Spring"
type = "predictive"
workgroup = "Outbound"
stage_set = "Renewal"
contact_list = "People"
dispositions = [{ label = "Sale", category = "Success", code = "SALE" }]
[[campaign.page]]
name = "Identify"
stage = 1
controls = [{ column = "Town", label = "Town" }]
[[fault]]
route = "dialer/*"
kind = "delay"
seconds = 0.1
"""
