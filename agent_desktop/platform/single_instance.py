"""One copy of the program for a user and a server: a second has the first show itself.

Whoever holds the lock of a server's file is the first; the operating system decides that, and
lets go of it with the program, however it ends. The file says where the first listens and the
word to say there. Both are the user's alone, so a word that is right comes from the user.
"""

import contextlib
import os
import socket
import sys
import threading
import time
import zlib
from collections.abc import Callable
from enum import Enum
from pathlib import Path

from agent_desktop.platform.private import lock, private_folder

# The first copy has this long, in seconds, to answer the second; a busy machine needs some of it.
ANSWER_WITHIN = 4.0
# A copy that has just begun may not listen yet: asked again after this pause, in seconds.
_PAUSE = 0.02
# What connects and says nothing is listened to no longer than this, in seconds.
_LISTEN = 0.5
_SHOWN = b"shown"
_WORD_LENGTH = 64


class Claim(Enum):
    """What became of the wish to be the one copy for a server."""

    MINE = "mine"
    SHOWN = "shown"  # another copy is, and shows itself now
    SILENT = "silent"  # another copy is, and doesn't answer
    UNGUARDED = "unguarded"  # the operating system gives no place to say so


class SingleInstance:
    """The claims of this copy. Thread-safe; close it once the windows have gone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, int] = {}
        self._holding = threading.Lock()
        self._word = os.urandom(_WORD_LENGTH // 2).hex().encode()
        self._socket: socket.socket | None = None
        self._address = ""
        self.on_shown: Callable[[], bool] = lambda: True  # whether it was done, in time

    def claim(self, server: str) -> Claim:
        """Be the one copy for a server, or have the one there is show itself.

        Takes ANSWER_WITHIN at most.
        """
        file = self._file(server)
        end = time.monotonic() + ANSWER_WITHIN
        try:
            while not self._hold(file):
                if _ask(file, end):
                    return Claim.SHOWN
                if time.monotonic() >= end:
                    return Claim.SILENT
                time.sleep(_PAUSE)
        except OSError:
            return Claim.UNGUARDED
        return Claim.MINE

    def hold(self, server: str) -> None:
        """Be the copy for one server more, unless another copy is."""
        with contextlib.suppress(OSError):
            self._hold(self._file(server))

    def close(self) -> None:
        """Let go of every claim."""
        with self._holding:
            if self._socket is not None:
                with contextlib.suppress(OSError):
                    self._socket.shutdown(socket.SHUT_RDWR)  # ends the waiting for connections
                self._socket.close()
                if sys.platform != "win32":
                    Path(self._address).unlink(missing_ok=True)
            for handle in self._held.values():
                os.close(handle)
            self._held.clear()

    def _file(self, server: str) -> Path:
        # A home folder, and with it this one, may be on several computers at once.
        named = zlib.crc32(f"{socket.gethostname()}\0{server}".encode())
        return self._folder / f"{named:08x}.lock"

    def _hold(self, file: Path) -> bool:
        """Whether the file's lock is ours. Raises OSError."""
        with self._holding:
            if file.name in self._held:
                return True
            private_folder(self._folder)
            handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
            if not lock(handle):
                os.close(handle)
                return False
            try:
                if self._socket is None:
                    self._listen(file.with_suffix(".sock"))
                os.lseek(handle, 0, os.SEEK_SET)
                os.truncate(handle, 0)
                os.write(handle, b"%s %s" % (self._word, self._address.encode()))
            except OSError:
                os.close(handle)  # a lock whose holder can't be asked would keep others out
                raise
            self._held[file.name] = handle
        return True

    def _listen(self, file: Path) -> None:
        """Listen at a socket only this user can reach; one left by a killed copy is replaced."""
        if sys.platform == "win32":
            made = socket.create_server(("127.0.0.1", 0))
            self._address = str(made.getsockname()[1])
        else:
            file.unlink(missing_ok=True)
            made = socket.socket(socket.AF_UNIX)
            try:
                made.bind(str(file))
                file.chmod(0o600)
                made.listen()
            except OSError:
                made.close()
                raise
            self._address = str(file)
        self._socket = made
        threading.Thread(target=self._serve, args=(made,), name="instance", daemon=True).start()

    def _serve(self, listening: socket.socket) -> None:
        """Answer whoever knows the word; all else is let go of unanswered."""
        while True:
            try:
                connection, _address = listening.accept()
            except OSError:
                return  # closed
            with connection, contextlib.suppress(OSError):
                connection.settimeout(_LISTEN)
                known = _same(connection.recv(_WORD_LENGTH), self._word)
                if known and self.on_shown():
                    connection.sendall(_SHOWN)


def _same(one: bytes, other: bytes) -> bool:
    """Compare in a time that tells nothing; imported late, for OpenSSL comes with it."""
    import hmac

    return hmac.compare_digest(one, other)


def _ask(file: Path, end: float) -> bool:
    """Have the copy that holds the file show itself; whether it says so before the end."""
    word, _blank, address = file.read_text(encoding="utf-8", errors="replace").partition(" ")
    if len(word) != _WORD_LENGTH or not address:
        return False  # it is being written
    try:
        with _connected(address, max(end - time.monotonic(), _PAUSE)) as connection:
            connection.sendall(word.encode())
            return connection.recv(len(_SHOWN)) == _SHOWN
    except OSError:
        return False


def _connected(address: str, within: float) -> socket.socket:
    """Raises OSError."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)  # else Windows keeps the first behind
        return socket.create_connection(("127.0.0.1", int(address)), within)
    made = socket.socket(socket.AF_UNIX)
    try:
        made.settimeout(within)
        made.connect(address)
    except OSError:
        made.close()
        raise
    return made
