"""A running simulator: its world, its clock and its listening addresses."""

import errno
import secrets
import ssl
import threading
from pathlib import Path

from agent_desktop.simulator.application import create_app
from agent_desktop.simulator.journal import Journal
from agent_desktop.simulator.scenario import FIRST_ADDRESS
from agent_desktop.simulator.wire import Server
from agent_desktop.simulator.world import World


class CannotListen(Exception):
    """An address can't be had; the text says which and what to do."""

    def __init__(self, host: str, port: int, error: OSError) -> None:
        advice = "Is a simulator running already? Another --port would do."
        if error.errno == errno.EADDRNOTAVAIL:
            advice = f"This machine has no address {host}; on macOS: sudo ifconfig lo0 alias {host}"
        super().__init__(f"cannot listen on {host}:{port}: {error.strerror}. {advice}")


class Simulator:
    """An IC server on 127.0.0.1, and on a second loopback address if the scenario has one.

    `control_key` is what steering it needs: 128 random bits, new with each one.

    Raises CannotListen when an address can't be had, OSError when the journal can't be written.
    """

    def __init__(
        self,
        world: World,
        *,
        port: int,
        tls: ssl.SSLContext | None = None,
        journal: Path | None = None,
    ) -> None:
        self.world = world
        self.journal = Journal(journal)
        self.control_key = secrets.token_hex(16)
        app = create_app(world, self.journal, self.control_key)
        self._scheme = "https" if tls else "http"
        self._servers: list[Server] = []
        for host in (FIRST_ADDRESS, world.manners.second_address):
            if host is not None:
                try:
                    offset = world.manners.clock_offset
                    self._servers.append(Server(host, port, app, tls, offset))
                except OSError as error:
                    self._close()
                    raise CannotListen(host, port, error) from error
                port = self._servers[0].port
        self._threads = [
            threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
            for server in self._servers
        ]

    @property
    def addresses(self) -> list[str]:
        """The URLs it listens on, the first one first."""
        return [f"{self._scheme}://{server.host}:{server.port}" for server in self._servers]

    def start(self) -> None:
        """Serve, and let time pass."""
        self.world.clock.start()
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Stop serving, and end the connections that are open."""
        for server in self._servers:
            server.shutdown()
        self.world.clock.stop()
        self._close()

    def _close(self) -> None:
        for server in self._servers:
            server.server_close()
            server.end_connections()
        self.journal.close()
