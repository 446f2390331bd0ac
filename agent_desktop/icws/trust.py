"""Whom to believe: the operating system's certificate store, and a CA file beside it."""

import ssl
from pathlib import Path

import truststore

from agent_desktop.icws.errors import CaFileUnusable
from agent_desktop.immutable import immutable


@immutable
class Trust:
    """Certificates are always verified, against the system's store and `ca_file` (PEM).

    REQUESTS_CA_BUNDLE and CURL_CA_BUNDLE play no part, and SSLKEYLOGFILE gets no keys. There is
    no way to verify less (reference section 8).
    """

    ca_file: Path | None = None

    def check(self) -> None:
        """Raise CaFileUnusable now rather than at the first connection."""
        if self.ca_file is not None:
            self.context()

    def context(self) -> ssl.SSLContext:
        """Return a context for one connection: TLS 1.2 or later, name and chain verified.

        Raises CaFileUnusable. A context serves one connection only, because truststore holds
        a lock on it for as long as a handshake lasts, and a server may never finish one.
        """
        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        if self.ca_file is not None:
            try:
                context.load_verify_locations(cafile=self.ca_file)
            except ssl.SSLError:
                raise CaFileUnusable(
                    f"The CA file {self.ca_file} holds no certificate in PEM form."
                ) from None
            except OSError as error:
                raise CaFileUnusable(
                    f"The CA file {self.ca_file} can't be read: {error.strerror}."
                ) from None
        return context
