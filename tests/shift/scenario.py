"""The site the robots work at: a scripted campaign, one without a script, one of previews.

Odd agents have the right to log on to campaigns, even ones are in every campaign by themselves.
"""

from pathlib import Path

PASSWORD = "pass"
AVAILABLE, FOLLOW_UP, BREAK = "Available", "Follow Up", "Break"

_SITE = """
[[status]]
id = "Available"
text = "Available"
acd = true
[[status]]
id = "Follow Up"
text = "Follow up"
after_call_work = true
allow_follow_up = true
[[status]]
id = "Break"
text = "Break"

[[stage_set]]
name = "Renewal"
[stage_set.stages]
1 = "Identify"
2 = "Offer"
3 = "Close"
9 = "Wrap-up"

[[contact_list]]
name = "People"
name_column = "Name"
number_column = "Phone"
contacts = [
    { I3_IDENTITY = "1", Name = "Contact One", Phone = "+1 202 555 0181", Town = "Elmford" },
    { I3_IDENTITY = "2", Name = "Contact Two", Phone = "+1 202 555 0182", Town = "Milbrook" },
    { I3_IDENTITY = "3", Name = "Contact Three", Phone = "+1 202 555 0183", Town = "Saint Orne" },
]

[[campaign]]
id = "5b0c7a52-6c1f-4d0e-9a51-000000000001"
name = "Spring renewal"
type = "predictive"
workgroup = "Outbound"
stage_set = "Renewal"
contact_list = "People"
dispositions = [
    { label = "Renewed", category = "Success", code = "RENEWED" },
    { label = "Call back later", category = "Scheduled", code = "CALLBACK" },
    { label = "Not interested", category = "Failure", code = "REFUSED" },
    { label = "Hung up", category = "Failure", code = "HANGUP", abandon = true },
]
[[campaign.page]]
name = "Identify"
stage = 1
controls = [{ column = "Town", label = "Town" }, { column = "Remark", label = "Remark" }]
[[campaign.page]]
name = "Offer"
stage = 2
controls = [{ column = "Price", label = "Price", type = "numeric" }]
[[campaign.page]]
name = "Terms"
controls = [{ column = "Starts", label = "Starts" }]
[[campaign.page]]
name = "Close"
stage = 3
controls = [{ column = "Renewed", label = "Renewed" }]
[[campaign.page]]
name = "Wrap-up"
stage = 9

[[campaign]]
id = "5b0c7a52-6c1f-4d0e-9a51-000000000002"
name = "Winback"
type = "power"
workgroup = "Outbound"
stage_set = "Renewal"
contact_list = "People"
auto_disconnect_on_disposition = true
dispositions = [
    { label = "Won back", category = "Success", code = "WON" },
    { label = "Call back later", category = "Scheduled", code = "CALLBACK" },
    { label = "Wrong number", category = "No contact", code = "WRONG" },
]

[[campaign]]
id = "5b0c7a52-6c1f-4d0e-9a51-000000000003"
name = "Customer survey"
type = "preview"
workgroup = "Outbound"
stage_set = "Renewal"
contact_list = "People"
allow_agent_callbacks = false
dispositions = [
    { label = "Completed", category = "Success", code = "COMPLETE" },
    { label = "Call back later", category = "Scheduled", code = "CALLBACK" },
    { label = "Refused", category = "Failure", code = "REFUSED" },
    { label = "Skipped - Agent Skip", category = "Skipped", code = "SKIP" },
]
[[campaign.page]]
name = "Introduction"
stage = 1
[[campaign.page]]
name = "Questions"
stage = 2
controls = [{ column = "Answer", label = "Answer" }, { column = "Reason", label = "Reason" }]
[[campaign.page]]
name = "Thanks"
stage = 3
"""

# A kill every few seconds: calls come at once and are short, and so slow are the answers that many
# a kill finds one under way. `LATEST` is when the server has done the last it was asked for.
LATEST = 0.25
_TROUBLE = "".join(
    f'[[fault]]\nroute = "dialer/{resource}"\n{what}\n'
    for resource in ("update-stage", "disposition", "place-preview-call")
    for what in (
        'kind = "reset_before"\nprobability = 0.04',
        'kind = "reset_after"\nprobability = 0.04',
        f'kind = "delay"\nseconds = {LATEST}\nprobability = 0.3',
        'kind = "drip"\nbytes = 8\ninterval = 0.02\nprobability = 0.4',
    )
)
SHORT_CALLS = (
    """
[server]
ambiguous_grace = 0.2
[dialing]
first_call_after = 0.15
alert_for = 0.1
preview_for = 2.5
talk_for = [0.5, 3.0]
removed_after = 0.3
"""
    + _TROUBLE
)

# Seconds of simulated time, for `--speed 60`. The previews' countdown is told in whole seconds of
# real time, so it must be some minutes here.
REAL_CALLS = """
[dialing]
first_call_after = 5
alert_for = 1.5
preview_for = 180
talk_for = [20, 150]
removed_after = 2
"""


def user(number: int) -> str:
    """Return an agent's id; they count from 1."""
    return f"agent{number}"


def station(number: int) -> str:
    """Return the workstation of an agent."""
    return f"7{number:03}"


def write(file: Path, manners: str, agents: int) -> Path:
    """Write the scenario for so many agents and return its file."""
    people = "".join(_agent(number) for number in range(1, agents + 1))
    file.write_text(manners + people + _SITE, encoding="utf-8")
    return file


def _agent(number: int) -> str:
    return (
        f'[[station]]\nid = "{station(number)}"\n'
        f'[[user]]\nid = "{user(number)}"\npassword = "{PASSWORD}"\nname = "Agent {number}"\n'
        f'station = "{station(number)}"\nworkgroups = ["Outbound"]\ndialer_licence = true\n'
        f'logs_on_to_campaigns = {str(number % 2 == 1).lower()}\nstatus = "{BREAK}"\n'
    )
