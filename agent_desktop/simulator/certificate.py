"""A certificate of a private authority for the simulator's own addresses."""

import ssl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def certificate(hosts: list[str]) -> Iterator[tuple[ssl.SSLContext, Path]]:
    """Yield a TLS context for `hosts` and the authority's file, which is removed afterwards.

    Raises ImportError when trustme isn't installed.
    """
    import trustme

    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    authority.issue_cert(*hosts).configure_cert(context)
    with tempfile.TemporaryDirectory(prefix="agent-desktop-simulator-") as folder:
        file = Path(folder) / "ca.pem"
        authority.cert_pem.write_to_path(file)
        yield context, file
