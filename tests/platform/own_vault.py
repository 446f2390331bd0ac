"""A vault of the tests' own: a real backend of the library, in memory, that a test can lock."""

import threading

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from agent_desktop.platform.vault import Vault, VaultKind

# Longer than any test waits: only a test ends a prompt.
PROMPT = 60.0


class OwnVault(KeyringBackend):
    """Holds passwords in memory. Locked, it shows a "prompt": it blocks until a test answers."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library's
        self.held: dict[tuple[str, str], str] = {}
        self.reads = 0
        self.locked = False
        self.broken: Exception | None = None
        self.undeletable = False
        self.prompted = threading.Event()
        self.prompts = 0
        self._answered = threading.Event()
        self._unlock = False

    def vault(self) -> Vault:
        """Return the vault of the program over this one, which counts as safe."""
        return Vault(VaultKind("Test vault", lambda: self, lambda: self.locked))

    def answer_prompt(self, *, unlock: bool) -> None:
        """Answer the prompt that is open, or the next one, as the vault's user."""
        self._unlock = unlock
        self._answered.set()

    def get_password(self, service: str, username: str) -> str | None:
        self._enter()
        self.reads += 1
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._enter()
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._enter()
        if self.undeletable or (service, username) not in self.held:
            raise PasswordDeleteError("not deleted")
        del self.held[service, username]

    def _enter(self) -> None:
        if self.broken is not None:
            raise self.broken
        if self.locked:
            self.prompts += 1
            self.prompted.set()
            self._answered.wait(PROMPT)
            self._answered.clear()
            self.locked = not self._unlock
            if self.locked:
                raise KeyringLocked("closed")
