"""Signs what is for Windows, by osslsigncode: `python3 packaging/signing.py FILE...`.

The certificate comes in SIGNING_PFX (PKCS#12, base64), its password in SIGNING_PASSWORD; both stay
out of the arguments of any process. SIGNING_TIMESTAMP names a time stamp server, if there is one.
"""

import base64
import binascii
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from problem import Problem

NAME = "Agent Desktop"


def main(arguments: list[str]) -> int:
    """Sign each file in its place; 1 where one can't be signed, 2 where there is no certificate."""
    try:
        sign([Path(each) for each in arguments], os.environ)
    except Problem as problem:
        sys.stderr.write(f"{problem}\n")
        return problem.code
    return 0


def sign(files: list[Path], given: "os._Environ[str] | dict[str, str]") -> None:
    """Sign files with the certificate that the environment gives. Raises Problem."""
    try:
        certificate = base64.b64decode(given.get("SIGNING_PFX", ""), validate=True)
    except binascii.Error as error:
        raise Problem("SIGNING_PFX isn't base64.") from error
    if not certificate:
        raise Problem("There is no certificate: SIGNING_PFX is empty.")
    with tempfile.TemporaryDirectory(prefix="signing-") as folder:  # this user's alone
        pfx, password = Path(folder) / "it.pfx", Path(folder) / "password"
        pfx.write_bytes(certificate)
        password.write_text(given.get("SIGNING_PASSWORD", ""), encoding="utf-8")
        for file in files:
            _sign(file, Path(folder) / file.name, pfx, password, given.get("SIGNING_TIMESTAMP", ""))


def _sign(file: Path, signed: Path, pfx: Path, password: Path, timestamp: str) -> None:
    command: list[str | Path] = ["osslsigncode", "sign", "-pkcs12", pfx, "-readpass", password]
    command += ["-h", "sha256", "-n", NAME, *(["-ts", timestamp] if timestamp else [])]
    done = subprocess.run(
        [*command, "-in", file, "-out", signed],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise Problem(f"{file} can't be signed:\n{(done.stderr or done.stdout).strip()}", 1)
    file.write_bytes(signed.read_bytes())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
