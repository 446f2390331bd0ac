"""A running simulator: its world, its clock and its listening addresses."""

import ssl
import threading
from pathlib import Path

from agent_desktop.simulator.application import create_app
from agent_desktop.simulator.areas.connection import FIRST_HOST
from agent_desktop.simulator.journal import Journal
from agent_desktop.simulator.wire import Server
from agent_desktop.simulator.world import World


class Simulator:
    """An IC server on 127.0.0.1, and on a second loopback address if the scenario has one.

    Raises OSError, its ``filename`` the address, when an address can't be had.
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
        app = create_app(world, self.journal)
        self._scheme = "https" if tls else "http"
        self._servers: list[Server] = []
        for host in (FIRST_HOST, world.manners.second_address):
            if host is not None:
                try:
                    self._servers.append(Server(host, port, app, tls))
                except OSError as error:
                    self._close()
                    raise OSError(error.errno, error.strerror, f"{host}:{port}") from error
                port = self._servers[0].port
        self._threads = [
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
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
        """Stop serving; connections that are open end with the process."""
        for server in self._servers:
            server.shutdown()
        self.world.clock.stop()
        for session in list(self.world.sessions):
            session.mailbox.close(forget=True)
        self._close()

    def _close(self) -> None:
        for server in self._servers:
            server.server_close()
        self.journal.close()
