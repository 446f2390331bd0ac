"""All threads take their memory from one place."""

import subprocess
import sys

import pytest

# Prints how many arenas the C library has once sixteen threads have made something.
PROGRAM = """
import ctypes, sys, tempfile, threading
from agent_desktop.platform import memory
if sys.argv[1] == "shared":
    memory.share_one_arena()
met = threading.Barrier(16)
def work():
    made = [bytes(2000) for _ in range(50)]
    met.wait()
    del made
threads = [threading.Thread(target=work) for _ in range(16)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
libc = ctypes.CDLL(None)
libc.fopen.restype = ctypes.c_void_p
with tempfile.NamedTemporaryFile() as told:
    file = ctypes.c_void_p(libc.fopen(told.name.encode(), b"w"))
    libc.malloc_info(0, file)
    libc.fclose(file)
    print(told.read().count(b"<heap nr="))
"""


def arenas(how: str) -> int:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, how], capture_output=True, text=True, check=True
    )
    return int(done.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="it is glibc that has arenas")
def test_many_threads_share_one_arena() -> None:
    assert arenas("shared") == 1
    assert arenas("as ever") > 1
