"""The Secret Service itself: GNOME Keyring, on a bus and with a wallet of the test's own."""

import gc
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent_desktop.platform.vault import Account, Vault, VaultError, VaultFault
from tests.platform.secret_service import Bus, SecretService

ADA = Account("https://ic1.example:8019", "ada")
SECRET = "canary-password-4711"

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is Linux's"),
    # The library leaves its connection to the garbage collector where the wallet stays locked.
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretService]:
    # A short path, since sockets lie in it, and theirs may have 107 characters.
    with tempfile.TemporaryDirectory(prefix="bus-", ignore_cleanup_errors=True) as runtime:
        bus = Bus(Path(runtime))
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.address)
        home = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": runtime}
        service = SecretService(
            home | {"PATH": os.environ["PATH"], "DBUS_SESSION_BUS_ADDRESS": bus.address}
        )
        yield service
        service.stop()
        bus.stop()
        gc.collect()


def fault_of(use: Callable[[], object]) -> VaultFault:
    with pytest.raises(VaultError) as caught:
        use()
    return caught.value.fault


def test_it_keeps_a_password_and_gives_it_back(service: SecretService) -> None:
    vault = Vault()
    vault.check(may_ask=False)
    assert vault.read(ADA, may_ask=False) is None
    vault.write(ADA, SECRET)
    assert Vault().read(ADA, may_ask=False) == SECRET
    vault.write(ADA, "a newer one")
    assert vault.read(ADA, may_ask=False) == "a newer one"
    vault.delete(ADA, may_ask=False)
    assert vault.read(ADA, may_ask=False) is None


def test_what_lies_there_is_encrypted(service: SecretService) -> None:
    Vault().write(ADA, SECRET)
    files = [file for file in service.home.rglob("*") if file.is_file()]
    assert any(file.suffix == ".keyring" for file in files)
    assert not any(SECRET.encode() in file.read_bytes() for file in files)


def test_vault_locked_it_asks_only_where_it_may(service: SecretService) -> None:
    vault = Vault()
    vault.write(ADA, SECRET)
    service.lock()
    assert fault_of(lambda: vault.read(ADA, may_ask=False)) is VaultFault.LOCKED
    assert fault_of(lambda: vault.read(ADA, may_ask=True)) is VaultFault.LOCKED
    assert fault_of(lambda: vault.write(ADA, SECRET)) is VaultFault.LOCKED


def test_a_service_that_ends_meanwhile_fails_and_does_not_hang(service: SecretService) -> None:
    vault = Vault()
    vault.check(may_ask=False)
    service.stop()
    assert fault_of(lambda: vault.read(ADA, may_ask=False)) is VaultFault.FAILED
