"""The scenario of the services' tests: many agents, so that each test has one of its own."""

from typing import Any

AGENTS = 99
SPRING = "5b0c7a52-6c1f-4d0e-9a51-000000000001"
WINBACK = "5b0c7a52-6c1f-4d0e-9a51-000000000002"
SURVEY = "5b0c7a52-6c1f-4d0e-9a51-000000000003"

_COMMON = """
[dialing]
on = false
alert_for = 0.1
preview_for = 60
removed_after = 0.1

[[status]]
id = "Available"
text = "Available"
acd = true
[[status]]
id = "At Lunch"
text = "At lunch"
[[status]]
id = "Not Answering"
text = "Not answering"
selectable = false

[[stage_set]]
name = "Renewal"
[stage_set.stages]
1 = "Identify"
2 = "Offer"
3 = "Close"
4 = "Thanks"
9 = "Wrap-up"

[[contact_list]]
name = "People"
name_column = "Name"
number_column = "Phone"
contacts = [{ Name = "Canary Contact", Phone = "+1 202 555 0199" }]
"""

_CAMPAIGN = """
[[campaign]]
id = "{id}"
name = "{name}"
type = "{type}"
workgroup = "Outbound"
stage_set = "Renewal"
contact_list = "People"
"""

_PAGES = "".join(
    f'[[campaign.page]]\nname = "{name}"\nstage = {number}\n'
    for number, name in ((1, "Identify"), (2, "Offer"), (3, "Close"))
)


def scenario(features: dict[str, int] | None = None, **server: Any) -> str:
    """Return the scenario; `server` are keys of its [server] table."""
    # Calls end and agents leave here without an outcome, unless a test is about outcomes.
    server = {"outcome_needed": False} | server
    text = "[server]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in server.items())
    if features is not None:
        text += "[features]\n" + "".join(f"{key} = {value}\n" for key, value in features.items())
    text += _COMMON
    for number in range(1, AGENTS + 1):
        text += f'[[station]]\nid = "7{number:03}"\n'
        text += _agent(f"agent{number}", f"7{number:03}", right=True)
    text += '[[station]]\nid = "7900"\n' + _agent("eligible", "7900", right=False)
    text += '[[station]]\nid = "7999"\nlicensed = false\n'
    text += _CAMPAIGN.format(id=SPRING, name="Spring renewal", type="predictive") + _PAGES
    text += _CAMPAIGN.format(id=WINBACK, name="Winback", type="power")
    text += _CAMPAIGN.format(id=SURVEY, name="Survey", type="preview")
    return text


def _agent(user: str, station: str, *, right: bool) -> str:
    return (
        f'[[user]]\nid = "{user}"\npassword = "pass"\nname = "Agent {user}"\n'
        f'station = "{station}"\nworkgroups = ["Outbound"]\ndialer_licence = true\n'
        f'logs_on_to_campaigns = {_toml(right)}\nstatus = "At Lunch"\n'
    )


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
