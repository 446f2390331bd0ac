"""Base-script forms: the pages an agent reads from, and the stage of each (section 4)."""

from typing import Any

from agent_desktop.icws.wire import Forgiving, Int, OpenEnum


class ControlType(OpenEnum):
    """What a field of a page is."""

    TEXT = 0
    NUMERIC = 1
    RADIO = 2
    LISTBOX = 3
    DATE_TIME = 4


class FormControl(Forgiving, frozen=True):
    """A field of a page, bound to a contact column."""

    column: str = ""
    label: str = ""
    read_only: bool = False
    type: ControlType = ControlType.TEXT
    max_lines: Int | None = None
    max_chars: Int | None = None
    date_format: str | None = None
    data_items: tuple[str, ...] | None = None


class FormDisposition(Forgiving, frozen=True):
    """An outcome that a page offers. The reference doesn't say what `record_status` is."""

    label: str = ""
    wrap_up_category: str | None = None
    wrap_up_code: str | None = None
    abandon: bool | None = None
    record_status: Any = None
    is_contact: bool | None = None


class FormPage(Forgiving, frozen=True):
    """One page. `stage` is the stage the call is in while it shows, None where it has none."""

    name: str = ""
    text: str = ""
    foreground_color: str | None = None
    background_color: str | None = None
    stage: Int | None = None
    controls: tuple[FormControl, ...] = ()
    dispositions: tuple[FormDisposition, ...] = ()


class FormOptions(Forgiving, frozen=True):
    """What the form lets the agent do; None where the server doesn't say."""

    allow_break: bool | None = None
    allow_skip: bool | None = None
    allow_agent_owned: bool | None = None
    military_time: bool | None = None
    pickup_call: bool | None = None
    allow_schedule_phone: bool | None = None
    auto_disconnect: bool | None = None


class FormDefinition(Forgiving, frozen=True):
    """A campaign's form."""

    pages: tuple[FormPage, ...] = ()
    misc: FormOptions | None = None
