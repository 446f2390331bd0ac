"""What the log-on dialog offers beside the log-on; it is imported once the dialog is at rest."""

import asyncio
import contextlib

from agent_desktop.app.start import Start, qt
from agent_desktop.icws import Abort
from agent_desktop.platform import paths
from agent_desktop.services.agent_desk import AgentDesk
from agent_desktop.ui.desktop import Desktop

LOADS_AFTER, LOADED_WITHIN = 1.0, 30.0
"""Seconds from the dialog on: the agent's first look and first keys come first."""


async def offer_report(start: Start, desk: AgentDesk, desktop: Desktop) -> None:
    """Offer what is left of a run that went wrong."""
    from agent_desktop.services.crash_reports import CrashReports

    reports = CrashReports(start.reporter, paths.crash_folder(), desk.tasks, desk.background)
    report = await reports.left()
    if report is not None:
        from agent_desktop.ui.crash.offer import CrashOffer
        from agent_desktop.ui.crash.strip import CrashStrip

        strip = CrashStrip()
        desktop.dialog.put_above(strip)
        CrashOffer(strip, reports, report)


async def offer_help(start: Start, desk: AgentDesk, desktop: Desktop) -> None:
    """Have the help menus answered; at once where one is opened."""
    opened = asyncio.Event()
    desktop.dialog.help.clicked.connect(opened.set)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LOADS_AFTER):
            await opened.wait()

    def load(_abort: Abort) -> tuple[str, ...]:
        from agent_desktop.platform.versions import versions

        return versions()

    said = (*await desk.background.call(load, deadline=LOADED_WITHIN), qt())
    from agent_desktop.services.support_bundles import SupportBundles
    from agent_desktop.ui.help.help import Help

    folder = paths.crash_folder()
    bundles = SupportBundles(start.effective, said, folder, desk.store, desk.tasks, desk.background)
    desktop.answer_help(Help((desktop.dialog.help,), bundles, desktop.dialog.form, desktop))
