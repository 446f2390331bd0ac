"""No variable of the environment says whom the program believes, or gets the keys of TLS."""

import os
import re
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from agent_desktop.platform import tls_environment
from tests.e2e.harness.desktop import plain_environment
from tests.icws.strict_server import Reply, StrictServer

ASKED = "/icws/connection/server-info"


@pytest.fixture
def authority(tmp_path: Path) -> trustme.CA:
    ca = trustme.CA()
    ca.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    return ca


@pytest.fixture
def server(authority: trustme.CA) -> Iterator[StrictServer]:
    """An IC server whose certificate nobody knows but the authority."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with StrictServer(context) as server:
        server.answer("GET", ASKED, Reply.of({"icVersion": "x"}))
        yield server


def told_of(server: StrictServer, home: Path, env: dict[str, str], *options: str) -> str:
    """Start the program, which asks the server at once; return what its log says of that."""
    command = [sys.executable, "-m", "agent_desktop", "--log-level", "info"]
    with subprocess.Popen(
        [*command, "--server", f"127.0.0.1:{server.port}", *options],
        env=plain_environment(home) | {"QT_QPA_PLATFORM": "offscreen"} | env,
        cwd=home,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stderr is not None
        try:
            return next(line for line in program.stderr if "server-info" in line)
        finally:
            program.kill()


@pytest.mark.usefixtures("authority")
def test_no_variable_makes_the_program_believe_a_stranger(
    server: StrictServer, tmp_path: Path
) -> None:
    known = str(tmp_path / "ca.pem")
    bundles = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
    env = dict.fromkeys(bundles, known)
    env |= {"PYTHONHTTPSVERIFY": "0", "SSL_CERT_DIR": str(tmp_path)}

    assert "CertificateRejected" in told_of(server, tmp_path, env)

    assert server.asked == []


@pytest.mark.usefixtures("authority")
def test_the_keys_of_a_connection_are_written_nowhere(server: StrictServer, tmp_path: Path) -> None:
    keys = tmp_path / "keys.log"
    settings = tmp_path / "mine.toml"
    settings.write_text('ca_file = "ca.pem"\n')

    line = told_of(server, tmp_path, {"SSLKEYLOGFILE": str(keys)}, "--config", str(settings))

    assert re.search(r"\b200\b", line), "what the test asks for did happen"
    assert len(server.asked) == 1
    assert not keys.exists()


def test_each_of_them_is_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE"):
        monkeypatch.setenv(name, "x")

    tls_environment.forget()

    assert not {"SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE"} & set(os.environ)
