"""The password of the present log-on: in memory, and in the system's vault where it is wanted."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any, TypeVar

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.logon import Keeping, PasswordOffer
from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.icws import AddressError, Secret, ServerAddress
from agent_desktop.platform.log_entry import Event, Log
from agent_desktop.platform.vault import Account, Vault, VaultError, VaultFault
from agent_desktop.services.background import Detached
from agent_desktop.services.store import Store
from agent_desktop.services.tasks import Tasks

log = Log("agent_desktop.services.passwords")
T = TypeVar("T")

# A prompt of the system may stay open this long, in seconds; then the vault counts as silent.
VAULT_DEADLINE = 60.0
# A log-on with an empty field waits this long for a vault that has been asked.
LOG_ON_WAITS = 5.0
# The end of the program waits this long for a password that is just being kept or deleted.
LAST_MOMENT = 1.0


class Passwords:
    """The one place that holds a password; the vault is asked in the background.

    Without a `vault` nothing is kept. Nothing here waits for a prompt of the system but its own
    tasks, and an answer that comes after the deadline is dropped.
    """

    def __init__(self, store: Store, tasks: Tasks, vault: Vault | None, *, allowed: bool) -> None:
        self._store = store
        self._tasks = tasks
        self._vault = vault
        self._allowed = allowed
        self._thread = Detached("agent-desktop-vault")
        self._account: Account | None = None  # of the log-on under way or done
        self._present: Secret | None = None
        self._looked: Account | None = None  # what `_found` and the look under way are about
        self._found: Secret | None = None
        self._looking: asyncio.Task[None] | None = None
        self._changing: set[asyncio.Task[None]] = set()
        self._stored: set[Account] = set()  # known to have one in the vault
        self._refused: set[Account] = set()  # whose kept password was refused in this run
        self._may_ask = True  # until a prompt to unlock the vault was left or closed once

    def look(self, server: str, user: str, wanted: bool = False) -> None:
        """Find out whether the vault holds a password of what is typed; told in the store.

        Only where the agent `wanted` it kept may the system ask to unlock the vault, and once.
        """
        self._look_away()
        self._looked = _account(server, user)
        offer = PasswordOffer(server, user)
        vault = self._vault
        if vault is None or not self._allowed:
            keeping = Keeping.FORBIDDEN if vault is not None else Keeping.DEMO
            self._tell(offer, keeping)
            return
        self._tell(offer, Keeping.LOOKING)
        work = self._look(vault, offer, self._looked, may_ask=wanted and self._may_ask)
        self._looking = self._tasks.spawn(work, "look into the vault")

    async def recall(self, server: str = "", user: str = "") -> Secret | None:
        """Return the password of the present log-on, or the one kept for an account that is typed.

        From memory first, then from the vault; None where neither has one. Raises VaultError
        (SILENT) where the vault was asked and is still waited for after LOG_ON_WAITS seconds.
        """
        account = _account(server, user) or self._account
        if account is None:
            return None
        if account == self._account and self._present is not None:
            return self._present
        self._account, self._present = account, None
        if account != self._looked:
            self.look(server or account.server, user or account.user)
        now = asyncio.get_running_loop().time
        end = now() + LOG_ON_WAITS
        while (looking := self._looking) is not None and not looking.done():
            # It may be asked anew meanwhile; then that answer counts.
            await asyncio.wait({looking}, timeout=max(0.0, end - now()))
            if now() >= end:
                raise VaultError(VaultFault.SILENT)
        return self._found if account == self._looked else None

    def accepted(self, server: str, user: str, password: Secret, *, keep: bool) -> None:
        """Hold the password that a server has taken; keep it in the vault, or nothing there."""
        account = _account(server, user)
        if account is None or (account, password) == (self._account, self._present):
            return  # logged on once more: what was wanted is done, or was told to be impossible
        self._account, self._present = account, password
        self._refused.discard(account)
        if not (keep and self._allowed and password):
            self._drop(account)
        elif self._vault is not None and (account != self._looked or password != self._found):
            self._change(self._write(self._vault, account, password), "keep the password")

    def refused(self) -> None:
        """Forget a remembered password that the server refused, in memory and in the vault.

        Even where the vault doesn't let go of it, this run doesn't use it again.
        """
        account, self._present = self._account, None
        if account is None:
            return
        self._refused.add(account)
        self._drop(account)

    def forget(self) -> None:
        """Drop what is in memory: the agent has left. What was to be kept stays in the vault."""
        self._account = self._present = None
        self._look_away()

    async def close(self) -> None:
        """Give what is being kept or deleted its last moment."""
        self.forget()
        if self._changing:
            await asyncio.wait(self._changing, timeout=LAST_MOMENT)
        self._thread.close()

    def _look_away(self) -> None:
        """Hold nothing of an account that was typed; an answer under way is dropped."""
        if self._looking is not None:
            self._looking.cancel()
        self._looking = self._looked = self._found = None

    def _drop(self, account: Account) -> None:
        if account == self._looked:
            self._found = None
            offer = replace(self._store.state.password, stored=False)
            self._store.change(password=offer)
        if self._vault is not None:
            self._change(self._delete(self._vault, account), "delete the kept password")

    async def _look(
        self, vault: Vault, offer: PasswordOffer, account: Account | None, *, may_ask: bool
    ) -> None:
        def read() -> Secret | None:
            if account is None or account in self._refused:
                vault.check(may_ask=may_ask)
                return None
            text = vault.read(account, may_ask=may_ask)
            return Secret(text) if text else None

        try:
            found = await self._ask(read)
        except VaultError as error:
            if may_ask and error.fault in (VaultFault.LOCKED, VaultFault.SILENT):
                self._may_ask = False
            self._tell(offer, Keeping(error.fault.value))
            return
        self._found = found
        if account is not None and found:
            self._stored.add(account)
        self._tell(offer, Keeping.OFFERED, stored=found is not None)

    async def _write(self, vault: Vault, account: Account, password: Secret) -> None:
        try:
            await self._ask(lambda: vault.write(account, password.reveal()))
        except VaultError as error:
            self._notice(Cause.PASSWORD_NOT_KEPT, error)
        else:
            self._stored.add(account)

    async def _delete(self, vault: Vault, account: Account) -> None:
        """Delete what may lie there. The system asks only for what is known to lie there."""
        known = account in self._stored
        try:
            await self._ask(lambda: vault.delete(account, may_ask=known))
        except VaultError as error:
            if known:
                self._notice(Cause.PASSWORD_NOT_DELETED, error)
        else:
            self._stored.discard(account)

    async def _ask(self, work: Callable[[], T]) -> T:
        try:
            return await self._thread.call(work, deadline=VAULT_DEADLINE)
        except TimeoutError:
            error = VaultError(VaultFault.SILENT)
        except VaultError as raised:
            error = raised
        log.warning(Event.VAULT_UNUSABLE, part=error.fault, error=error.kind)
        raise error

    def _change(self, work: Coroutine[Any, Any, None], name: str) -> None:
        task = self._tasks.spawn(work, name)
        self._changing.add(task)
        task.add_done_callback(self._changing.discard)

    def _tell(self, offer: PasswordOffer, keeping: Keeping, *, stored: bool = False) -> None:
        name = self._vault.name if self._vault is not None else ""
        told = replace(offer, keeping=keeping, vault=name, stored=stored)
        self._store.change(password=told)

    def _notice(self, cause: Cause, error: VaultError) -> None:
        vault = self._vault.name if self._vault is not None else ""
        self._store.notice(cause, Facts(subject=vault), Answer(detail=str(error)))


def _account(server: str, user: str) -> Account | None:
    """Return whose password it is, None while the address or the user isn't whole."""
    try:
        address = ServerAddress.parse(server)
    except AddressError:
        return None
    return Account(address.url, user.strip()) if user.strip() else None
