"""Variables of the environment that say whom to trust, or have the keys of TLS written down."""

import os

# OpenSSL reads the first two, urllib3 the third. Whom to trust is for the operating system's own
# store and the CA file to say; keys on a disk would open what was recorded on the network.
NAMES = ("SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE")


def forget() -> None:
    """Take them out of this process's environment, before anything of TLS is loaded."""
    for name in NAMES:
        os.environ.pop(name, None)
