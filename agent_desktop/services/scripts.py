"""Following the campaign's script: going to its pages, and what is typed into them."""

from agent_desktop.desk.abilities import Ability
from agent_desktop.desk.calls import Call
from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.desk.scripts import Script, ScriptPanel, opens
from agent_desktop.icws import IcwsError
from agent_desktop.services.keeping import Keeping
from agent_desktop.services.shift import NoSession, Shift
from agent_desktop.services.stages import Stages


class Scripts:
    """The script of the campaign shown. A page with a stage asks for it as its button would."""

    def __init__(self, shift: Shift, stages: Stages) -> None:
        self._shift = shift
        self._stages = stages
        self._scripts: dict[str, Script] = {}
        self._loading: set[str] = set()
        self._pages: dict[tuple[str, str], int] = {}  # by campaign and call
        self._seen: dict[tuple[str, str], frozenset[int]] = {}
        self._keeping: Keeping[tuple[str, str]] = Keeping(
            shift, self._typed, self._write, self.refresh
        )
        self._updating: set[str] = set()  # calls whose values are on their way
        self._again: set[str] = set()  # more was typed for them meanwhile
        shift.on_change.append(self.refresh)
        shift.on_forgotten.append(self._forget_call)
        stages.on_pressed.append(self._follow)

    def set_loading(self, campaign_id: str) -> None:
        """Say that a campaign's script is being read."""
        self._loading.add(campaign_id)
        self.refresh()

    def set_script(self, campaign_id: str, script: Script) -> None:
        """Take a campaign's script."""
        self._loading.discard(campaign_id)
        self._scripts[campaign_id] = script
        self.refresh()

    def go_to_page(self, index: int) -> None:
        """Show a page; leaving one sends what was typed, coming to one asks for its stage."""
        panel = self._shift.store.state.script
        if not 0 <= index < len(panel.script.pages):
            return
        call = self._call()
        if index != panel.page:
            self._turn(panel, index)
            if call is not None:
                self._send_values(call)
        stage = panel.script.pages[index].stage
        self.refresh()
        if stage is not None and call is not None and call.live:
            self._stages.press(stage)

    def type_value(self, interaction_id: str, column: str, value: str) -> None:
        """Take what was typed into a field of the call's script."""
        if not interaction_id or self._shift.outcomes.view(interaction_id).filed:
            return
        if self._shift.values.typed(interaction_id).get(column) == value:
            return
        self._shift.values.type(interaction_id, column, value)
        self._keeping.changed((interaction_id, column))
        self.refresh()

    def send_what_is_left(self, interaction_id: str) -> None:
        """Send what was typed while the outcome was on its way: it isn't among its values."""
        call = self._shift.calls.get(interaction_id)
        if call is not None:
            self._send_values(call)

    def leave(self) -> None:
        """Keep what was typed a moment ago: the agent is leaving."""
        self._keeping.let_go()

    def refresh(self) -> None:
        """Derive the panel anew."""
        campaign = self._shift.store.state.selected
        if campaign is None:
            self._shift.store.change(script=ScriptPanel())
            return
        script = self._scripts.get(campaign.id, Script())
        call = self._call()
        key = (campaign.id, call.interaction_id if call else "")
        values: tuple[tuple[str, str], ...] = ()
        if call is not None:
            values = self._shift.values.shown(call.interaction_id, call.contact, script.pages)
        page = self._pages.get(key, 0)
        self._shift.store.change(
            script=ScriptPanel(
                interaction_id=key[1],
                campaign_id=campaign.id,
                script=script,
                page=min(page, max(0, len(script.pages) - 1)),
                loading=campaign.id in self._loading,
                values=values,
                unsaved=any(interaction == key[1] for interaction, _ in self._keeping.unkept),
                custom_url=campaign.custom_url,
                url_allowed=opens(campaign.custom_url),
                pages_seen=self._seen.get(key, frozenset({0}) if script.pages else frozenset()),
            )
        )

    def _forget_call(self, interaction_id: str) -> None:
        """Keep the last words of a call that is long over, and drop where the agent was in it."""
        self._keeping.let_go(lambda key: key[0] == interaction_id)
        for book in (self._pages, self._seen):
            for key in [key for key in book if key[1] == interaction_id]:
                del book[key]

    def _call(self) -> Call | None:
        """The call whose script is shown: the one in hand, on the campaign shown."""
        call, campaign = self._shift.calls.current, self._shift.store.state.selected
        if call is None or campaign is None:
            return None
        return call if call.campaign_id.casefold() == campaign.id.casefold() else None

    def _turn(self, panel: ScriptPanel, index: int) -> None:
        key = (panel.campaign_id, panel.interaction_id)
        self._pages[key] = index
        self._seen[key] = panel.pages_seen | {index}

    def _follow(self, stage: int) -> None:
        """Show the page of a stage that was asked for by its button."""
        panel = self._shift.store.state.script
        pages = panel.script.pages
        if not pages or pages[panel.page].stage == stage:
            return
        index = panel.script.page_of_stage(stage)
        if index is not None:
            self._turn(panel, index)
            call = self._call()
            if call is not None:
                self._send_values(call)
            self.refresh()

    def _send_values(self, call: Call) -> None:
        """Send what was typed since the last time; what fails goes with the outcome."""
        values = self._shift.values.unsent(call.interaction_id)
        able = self._shift.working and self._shift.can(Ability.CALL_DATA) and call.placed
        if not values or not able or self._shift.companion:
            return
        if call.interaction_id in self._updating:
            self._again.add(call.interaction_id)
            return
        self._updating.add(call.interaction_id)
        self._shift.tasks.spawn(self._update(call, values), "update call data")

    async def _update(self, call: Call, values: dict[str, str]) -> None:
        try:
            await self._shift.ask(
                lambda session, abort: session.update_call_data(
                    call.interaction_id, call.campaign_id, values, abort=abort
                )
            )
        except (IcwsError, NoSession, TimeoutError) as error:
            facts = Facts(campaign=self._shift.campaign_name(call.campaign_id))
            self._shift.failed(error, Cause.VALUES_NOT_SENT, facts)
        else:
            self._shift.values.sent(call.interaction_id, values)
        finally:
            self._updating.discard(call.interaction_id)
            if call.interaction_id in self._again:
                self._again.discard(call.interaction_id)
                self._send_values(call)

    def _typed(self, key: tuple[str, str]) -> str | None:
        interaction_id, column = key
        return self._shift.values.typed(interaction_id).get(column)

    async def _write(self, key: tuple[str, str], value: str) -> bool:
        return await self._shift.record.typed(*key, value)
