"""The system's vault: only a safe one counts, and it says why it can't be used."""

import json
import os
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null

from agent_desktop.platform.vault import Account, Vault, VaultError, VaultFault
from tests.platform.own_vault import OwnVault

ADA = Account("https://ic1.example:8019", "ada")
SECRET = "canary-password-4711"


class PlaintextVault(KeyringBackend):
    """What `keyrings.alt` offers where nothing better is there: a readable file."""

    priority = 9.0
    file: Path

    def get_password(self, service: str, username: str) -> str | None:
        known = json.loads(self.file.read_text()) if self.file.exists() else {}
        found = known.get(f"{service} {username}")
        return None if found is None else str(found)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.file.write_text(json.dumps({f"{service} {username}": password}))

    def delete_password(self, service: str, username: str) -> None:
        self.set_password(service, username, "")


@pytest.fixture
def own() -> OwnVault:
    return OwnVault()


@pytest.fixture
def library() -> Iterator[None]:
    """The library's own choice, put back after the test."""
    before = keyring.core._keyring_backend
    yield
    keyring.core._keyring_backend = before


def fault_of(use: Callable[[], object]) -> VaultFault:
    with pytest.raises(VaultError) as caught:
        use()
    return caught.value.fault


def test_a_password_is_kept_read_and_deleted(own: OwnVault) -> None:
    vault = own.vault()
    assert vault.read(ADA, may_ask=False) is None
    vault.write(ADA, SECRET)
    assert own.held == {("agent-desktop https://ic1.example:8019", "ada"): SECRET}
    assert vault.read(ADA, may_ask=False) == SECRET
    vault.delete(ADA, may_ask=False)
    assert own.held == {}


def test_accounts_are_told_apart_by_server_and_user(own: OwnVault) -> None:
    vault = own.vault()
    vault.write(ADA, SECRET)
    assert vault.read(Account(ADA.server, "ben"), may_ask=False) is None
    assert vault.read(Account("https://ic2.example:8019", "ada"), may_ask=False) is None


def test_deleting_what_is_not_there_is_no_fault(own: OwnVault) -> None:
    own.vault().delete(ADA, may_ask=False)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have one")
def test_vault_absent_without_a_secret_service_there_is_none() -> None:
    vault = Vault()
    assert fault_of(lambda: vault.check(may_ask=True)) is VaultFault.ABSENT
    assert fault_of(lambda: vault.read(ADA, may_ask=True)) is VaultFault.ABSENT
    assert fault_of(lambda: vault.write(ADA, SECRET)) is VaultFault.ABSENT


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have one")
@pytest.mark.parametrize(
    "unsafe", [PlaintextVault, null.Keyring, fail.Keyring, chainer.ChainerBackend]
)
def test_an_unsafe_choice_of_the_library_is_never_used(
    unsafe: Callable[[], KeyringBackend],
    library: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(PlaintextVault, "file", tmp_path / "plain.json", raising=False)
    trap = unsafe()
    keyring.set_keyring(trap)
    assert keyring.get_keyring() is trap, "the trap is set"
    assert fault_of(lambda: Vault().write(ADA, SECRET)) is VaultFault.ABSENT
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have one")
@pytest.mark.parametrize("way", ["variable", "file"])
def test_neither_a_variable_nor_a_file_leads_to_an_unsafe_vault(way: str, tmp_path: Path) -> None:
    program = """
import keyring, sys
from agent_desktop.platform.vault import Account, Vault, VaultError
print(type(keyring.get_keyring()).__name__)
try:
    Vault().write(Account("https://ic1.example:8019", "ada"), sys.stdin.read())
except VaultError as error:
    print(error.fault.name)
"""
    named = "tests.platform.test_vault.PlaintextVault"
    folder = tmp_path / "python_keyring"
    folder.mkdir()
    env = dict(os.environ) | {
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "KEYRING_PROPERTY_FILE": str(tmp_path / "plain.json"),
    }
    if way == "variable":
        env["PYTHON_KEYRING_BACKEND"] = named
    else:
        (folder / "keyringrc.cfg").write_text(f"[backend]\ndefault-keyring={named}\n")
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=SECRET,
        env=env | {"PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.split() == ["PlaintextVault", "ABSENT"], done.stderr
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert not any(SECRET in file.read_text() for file in files)


def test_a_locked_vault_is_left_locked_unless_asking_is_allowed(own: OwnVault) -> None:
    vault = own.vault()
    vault.write(ADA, SECRET)
    own.locked = True
    assert fault_of(lambda: vault.check(may_ask=False)) is VaultFault.LOCKED
    assert fault_of(lambda: vault.read(ADA, may_ask=False)) is VaultFault.LOCKED
    assert fault_of(lambda: vault.delete(ADA, may_ask=False)) is VaultFault.LOCKED
    assert own.prompts == 0


def test_vault_locked_a_prompt_that_is_closed_leaves_it_locked(own: OwnVault) -> None:
    vault = own.vault()
    vault.write(ADA, SECRET)
    own.locked = True
    own.answer_prompt(unlock=False)
    assert fault_of(lambda: vault.read(ADA, may_ask=True)) is VaultFault.LOCKED
    own.answer_prompt(unlock=True)
    assert vault.read(ADA, may_ask=True) == SECRET
    assert own.prompts == 2


def test_a_vault_that_fails_says_so_and_never_what_it_was_given(own: OwnVault) -> None:
    own.broken = OSError(f"cannot store {SECRET}")
    with pytest.raises(VaultError) as caught:
        own.vault().write(ADA, SECRET)
    assert caught.value.fault is VaultFault.FAILED
    assert caught.value.__context__ is None
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert "OSError" in told
    assert SECRET not in told


def test_nothing_of_it_is_imported_before_it_is_used() -> None:
    program = (
        "import sys, agent_desktop.app.program;"
        "from agent_desktop.platform.vault import Vault; Vault();"
        "print([name for name in ('keyring', 'secretstorage') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"
