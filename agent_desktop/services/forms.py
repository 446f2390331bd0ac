"""Reading a campaign's form: its stages, its script, and whether they fit the stage map."""

from dataclasses import replace

from agent_desktop.desk.campaigns import Campaign
from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.desk.scripts import Script
from agent_desktop.desk.stage_lists import StageList, StageSource, stage_list
from agent_desktop.desk.stage_map import StageMap
from agent_desktop.icws import BadRequest, DialerResource, FormDefinition, IcwsError, NotFound
from agent_desktop.platform.log_entry import Event, Log
from agent_desktop.services.scripts import Scripts
from agent_desktop.services.shift import NoSession, Shift
from agent_desktop.services.stages import Stages
from agent_desktop.services.wire import script

log = Log("agent_desktop.services.forms")


class Forms:
    """Asks for each campaign's form once a session, when its stages are first shown."""

    def __init__(self, shift: Shift, stages: Stages, scripts: Scripts) -> None:
        self._shift = shift
        self._stages = stages
        self._scripts = scripts
        self._asked: set[str] = set()  # campaigns this session was asked for
        self._drifts: set[Facts] = set()  # told to this agent
        self.map = StageMap()

    def use_map(self, stage_map: StageMap) -> None:
        """Take the administrator's stage map."""
        self.map = stage_map
        self._asked.clear()
        selected = self._shift.store.state.selected
        if selected is not None:
            self.learn(selected)

    def new_session(self) -> None:
        """Ask anew: what this session's server knows counts."""
        self._asked.clear()

    def forget(self) -> None:
        """Drop everything of the agent who logged off."""
        self._asked.clear()
        self._drifts.clear()

    def changed(self, campaign: Campaign, form: FormDefinition) -> None:
        """Take a form that the server sent because it has changed."""
        self._asked.add(campaign.id)
        self._take(campaign, form)

    def learn(self, campaign: Campaign) -> None:
        """Find out which stages and which script a campaign has."""
        session = self._shift.session
        if session is None or campaign.id in self._asked:
            return
        self._asked.add(campaign.id)
        mapped = self.map.stages(campaign.id, campaign.name)
        readable = session.supports(DialerResource.REQUEST_FORM_DEFINITION)
        if not campaign.has_form or not readable:
            self._stages.set_list(campaign.id, stage_list((), mapped))
            self._scripts.set_script(campaign.id, Script())
            return
        if not self._stages.has_list(campaign.id):  # after a lost session the known one stands
            loading = replace(stage_list((), mapped), loading=True)
            self._stages.set_list(campaign.id, loading)
            self._scripts.set_loading(campaign.id)
        self._shift.tasks.spawn(self._read(campaign), "read form")

    async def _read(self, campaign: Campaign) -> None:
        known = self._stages.list_of(campaign.id)
        try:
            form = await self._shift.ask(
                lambda session, abort: session.request_form_definition(campaign.id, abort=abort)
            )
        except (NotFound, BadRequest) as error:
            log.info(Event.NO_SCRIPT, error=type(error))
            self._take(campaign, FormDefinition())
        except (IcwsError, NoSession, TimeoutError) as error:
            self._asked.discard(campaign.id)
            facts = Facts(subject="form", campaign=campaign.name)
            self._shift.failed(error, Cause.REQUEST_FAILED, facts)
            if known is None or known.loading:
                # Nothing is known of its script: the map's stages will do until it can be read.
                mapped = self.map.stages(campaign.id, campaign.name)
                self._stages.set_list(campaign.id, stage_list((), mapped))
                self._scripts.set_script(campaign.id, Script())
        else:
            self._take(campaign, form)

    def _take(self, campaign: Campaign, form: FormDefinition) -> None:
        mapped = self.map.stages(campaign.id, campaign.name)
        stages = stage_list(((page.stage, page.name) for page in form.pages), mapped)
        self._stages.set_list(campaign.id, stages)
        self._scripts.set_script(campaign.id, script(form))
        self._tell_drift(campaign, stages, frozenset(mapped or ()))

    def _tell_drift(self, campaign: Campaign, stages: StageList, mapped: frozenset[int]) -> None:
        """Tell, once, which stages only the script has, and which only the map."""
        if stages.source is not StageSource.SCRIPT or not mapped:
            return
        scripted = {stage.number for stage in stages.stages}
        drifted = sorted(scripted - mapped - {0})
        unused = sorted(mapped - scripted - {0})
        if not drifted and not unused:
            return
        facts = Facts(
            campaign=campaign.name,
            stage=", ".join(str(number) for number in drifted),
            subject=", ".join(str(number) for number in unused),
        )
        if facts not in self._drifts:
            self._drifts.add(facts)
            self._shift.store.notice(Cause.STAGE_DRIFT, facts)
