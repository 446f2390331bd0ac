"""The operating system's own store of secrets: Credential Manager, Keychain or Secret Service.

Each system has one kind that counts as safe, and it is named here. The library's own choice is
never asked for: `PYTHON_KEYRING_BACKEND`, `keyringrc.cfg` or an installed plug-in may name a
store that is a plain file. KDE's wallet is reached as a Secret Service, which it is since 5.97.
"""

import sys
from collections.abc import Callable
from contextlib import closing
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from agent_desktop.immutable import immutable

if TYPE_CHECKING:  # 0.1 s to import: not before a vault is really looked into
    from keyring.backend import KeyringBackend

T = TypeVar("T")

PRODUCT = "agent-desktop"


class VaultFault(Enum):
    """Why the vault can't be used."""

    ABSENT = "absent"  # there is none that is safe
    LOCKED = "locked"  # and nobody unlocked it
    SILENT = "silent"  # no answer in time, as while the system's prompt stays open
    FAILED = "failed"


class VaultError(Exception):
    """The vault gave nothing and took nothing. Holds no secret, whatever its backend said.

    `kind` is what the backend raised.
    """

    def __init__(self, fault: VaultFault, kind: type[Exception] | None = None) -> None:
        super().__init__(f"vault {fault.value}" + (f" ({kind.__name__})" if kind else ""))
        self.fault = fault
        self.kind = kind or type(self)


@immutable
class Account:
    """Whose password it is: a server's address as ICWS writes it, and a user id."""

    server: str
    user: str

    @property
    def service(self) -> str:
        """The name under which the vault lists the entry."""
        return f"{PRODUCT} {self.server}"


@immutable
class VaultKind:
    """A store that encrypts what it holds by the system's own means.

    `backend` gives the library's access to it; `locked` tells, without any prompt, whether its
    use would bring one up.
    """

    name: str
    backend: Callable[[], "KeyringBackend"]
    locked: Callable[[], bool] = lambda: False


class Vault:
    """Reads and writes single passwords. Every call may block for as long as a prompt is open.

    With `may_ask=False` a locked vault stays locked and the call raises at once. All methods
    raise VaultError.
    """

    def __init__(self, kind: VaultKind | None = None) -> None:
        self._kind = kind or _of_system()
        self._opened: KeyringBackend | None = None

    @property
    def name(self) -> str:
        """What the system's vault is called."""
        return self._kind.name

    def check(self, *, may_ask: bool) -> None:
        """Raise VaultError unless the vault can be used, or the agent asked to unlock it."""
        self._guarded(lambda _backend: None, may_ask=may_ask)

    def read(self, account: Account, *, may_ask: bool) -> str | None:
        """Return the password kept for an account, None where there is none."""
        return self._guarded(lambda backend: _read(backend, account), may_ask=may_ask)

    def write(self, account: Account, password: str) -> None:
        """Keep a password, in place of an earlier one."""
        self._guarded(
            lambda backend: backend.set_password(account.service, account.user, password),
            may_ask=True,
        )

    def delete(self, account: Account, *, may_ask: bool) -> None:
        """Delete the password of an account, if there is one."""

        def delete(backend: "KeyringBackend") -> None:
            if _read(backend, account) is not None:
                backend.delete_password(account.service, account.user)

        self._guarded(delete, may_ask=may_ask)

    def _guarded(self, use: "Callable[[KeyringBackend], T]", *, may_ask: bool) -> T:
        from keyring.errors import KeyringLocked

        try:
            return use(self._backend(may_ask=may_ask))
        except VaultError:
            raise
        except KeyringLocked:
            told = VaultError(VaultFault.LOCKED)
        except Exception as error:  # noqa: BLE001  # a backend raises whatever its system raises
            fault = VaultFault.LOCKED if _dismissed(error) else VaultFault.FAILED
            told = VaultError(fault, type(error))
        # Raised out here, it holds nothing of the backend's own: words and frames know the secret.
        raise told

    def _backend(self, *, may_ask: bool) -> "KeyringBackend":
        backend = self._opened or self._kind.backend()
        if self._opened is None and not backend.viable:
            raise VaultError(VaultFault.ABSENT)
        self._opened = backend
        if not may_ask and self._kind.locked():
            raise VaultError(VaultFault.LOCKED)
        return backend


def _read(backend: "KeyringBackend", account: Account) -> str | None:
    return backend.get_password(account.service, account.user) or None


def _dismissed(error: BaseException | None) -> bool:
    """Whether somebody closed the system's prompt; the library wraps that in its own errors."""
    while error is not None:
        if type(error).__name__ == "PromptDismissedException":
            return True
        error = error.__cause__
    return False


def _of_system() -> VaultKind:
    if sys.platform == "win32":
        return VaultKind("Windows Credential Manager", _credential_manager)
    if sys.platform == "darwin":
        return VaultKind("Keychain", _keychain)
    return VaultKind("Secret Service", _secret_service, _secret_service_locked)


def _credential_manager() -> "KeyringBackend":
    from keyring.backends.Windows import WinVaultKeyring

    made: type[KeyringBackend] = WinVaultKeyring
    backend = made()
    # Here and not in the user's profile, which follows to other computers.
    backend.persist = "local machine"  # type: ignore[attr-defined]  # of this one class
    return backend


def _keychain() -> "KeyringBackend":
    from keyring.backends.macOS import Keyring

    made: type[KeyringBackend] = Keyring
    return made()


def _secret_service() -> "KeyringBackend":
    from keyring.backends.SecretService import Keyring

    made: type[KeyringBackend] = Keyring
    return made()


def _secret_service_locked() -> bool:
    import secretstorage

    with closing(secretstorage.dbus_init()) as bus:
        try:
            return secretstorage.get_collection_by_alias(bus, "default").is_locked()
        except secretstorage.ItemNotFoundException:
            return True  # none yet: the first use would ask for a password for it
