"""Signing: what is signed can be verified, and the password is in nobody's arguments."""

import base64
import os
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msi
import pytest
import signing
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from problem import Problem

PASSWORD = "as good as any"
pytestmark = pytest.mark.packages


@pytest.fixture
def given(tmp_path: Path) -> dict[str, str]:
    """A certificate of our own, as the release is given one."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Agent Desktop test")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CODE_SIGNING]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (tmp_path / "ca.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    packed = pkcs12.serialize_key_and_certificates(
        b"it", key, certificate, None, BestAvailableEncryption(PASSWORD.encode())
    )
    return {"SIGNING_PFX": base64.b64encode(packed).decode(), "SIGNING_PASSWORD": PASSWORD}


@pytest.fixture
def installer(tmp_path: Path) -> Path:
    target = tmp_path / "it.msi"
    msi.build(msi.stand_in(tmp_path / "payload", "1.0.0"), target, "1.0.0")
    return target


def verified(file: Path, authority: Path) -> bool:
    command = ["osslsigncode", "verify", "-CAfile", str(authority), "-in", str(file)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_a_signed_installer_is_verified_and_a_changed_one_isn_t(
    installer: Path, given: dict[str, str], tmp_path: Path
) -> None:
    assert not verified(installer, tmp_path / "ca.pem")
    signing.sign([installer], given)
    assert verified(installer, tmp_path / "ca.pem")
    data = bytearray(installer.read_bytes())
    at = data.index(b"stand-in", 3000) if b"stand-in" in data[3000:] else len(data) // 2
    data[at] ^= 0xFF
    installer.write_bytes(data)
    assert not verified(installer, tmp_path / "ca.pem")


def test_a_wrong_password_leaves_the_file_as_it_was(installer: Path, given: dict[str, str]) -> None:
    before = installer.read_bytes()
    with pytest.raises(Problem, match="can't be signed") as caught:
        signing.sign([installer], given | {"SIGNING_PASSWORD": "another"})
    assert installer.read_bytes() == before
    assert "another" not in str(caught.value)


def test_the_password_is_no_argument(
    installer: Path, given: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    run = subprocess.run

    def watched(command: list[str], **rest: object) -> object:
        seen.extend(map(str, command))
        return run(command, **rest)  # type: ignore[call-overload]  # passed on as it came

    monkeypatch.setattr(subprocess, "run", watched)
    signing.sign([installer], given)
    assert seen
    assert PASSWORD not in " ".join(seen)


@pytest.mark.parametrize("pfx", ["", "no base64!"])
def test_without_a_certificate_nothing_is_signed(pfx: str, installer: Path) -> None:
    with pytest.raises(Problem):
        signing.sign([installer], {"SIGNING_PFX": pfx})


def test_it_is_run_with_the_environment_of_the_release(
    installer: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [each for each in os.environ if each.startswith("SIGNING_")]:
        monkeypatch.delenv(name)
    assert signing.main([str(installer)]) == 2
    assert "no certificate" in capsys.readouterr().err
