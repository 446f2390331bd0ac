"""What the operating system knows of the network and of sleep, without sending anything."""

import socket
import time

# Any port does: nothing is sent.
_PORT = 9


def way_to(address: str) -> str:
    """Return this computer's own address on the way to an IP address; empty where there is none.

    It changes with the network, and when a VPN comes up or goes down.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((address, _PORT))
            return str(probe.getsockname()[0])
        except OSError:
            return ""


def seconds_slept() -> float:
    """Return a clock less the monotonic one: it jumps by as long as the computer slept.

    Where the system has no clock that counts sleep the date's is taken, which also jumps when it
    is set; whoever asks may look once too often.
    """
    boottime = getattr(time, "CLOCK_BOOTTIME", None)
    counted = time.time() if boottime is None else time.clock_gettime(boottime)
    return counted - time.monotonic()
