"""``agent-desktop-simulator``: an IC server on this machine, to try the desk without a site's own.

It listens on loopback addresses only. The first lines it prints, once it listens, are
``Agent Desktop simulator listening on URL`` and ``Control key: KEY``.
"""

import argparse
import contextlib
import inspect
import logging
import os
import random
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from agent_desktop.platform.resources import resources
from agent_desktop.simulator import assumptions, faults, orders, scenario
from agent_desktop.simulator.certificate import certificate
from agent_desktop.simulator.scenario import FIRST_ADDRESS, Scenario
from agent_desktop.simulator.scenario_file import ScenarioError, load_scenario
from agent_desktop.simulator.server import CannotListen, Simulator
from agent_desktop.simulator.world import World

PORT, TLS_PORT = 8018, 8019
FAILED = 2
DESCRIBED = (scenario, assumptions.Assumptions, faults, orders)
"""Whose docstrings tell what stands in a scenario file, and what can be asked of a running one."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the simulator until it is told to stop. Returns the exit code: 0, or 2 if it can't."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    if options.stop_with_stdin:
        threading.Thread(target=_wait_for_end_of_input, args=(stop,), daemon=True).start()
    try:
        file = options.scenario or resources() / "scenarios" / "demo.toml"
        _run(load_scenario(file), options, stop)
    except (ScenarioError, CannotListen) as error:
        return _fail(str(error))
    except ImportError:
        return _fail("--tls needs the package trustme: pip install 'agent-desktop[tls]'")
    except OSError as error:
        return _fail(f"{error.filename}: {error.strerror}")
    return 0


def _run(played: Scenario, options: argparse.Namespace, stop: threading.Event) -> None:
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**6)
    world = World(played, seed=seed, speed=options.speed)
    port = options.port if options.port is not None else TLS_PORT if options.tls else PORT
    with contextlib.ExitStack() as stack:
        tls, authority = None, None
        if options.tls:
            hosts = ["localhost", FIRST_ADDRESS, played.server.second_address]
            tls, authority = stack.enter_context(certificate([host for host in hosts if host]))
        simulator = Simulator(world, port=port, tls=tls, journal=options.journal)
        simulator.start()
        stack.callback(simulator.stop)
        lines = [f"Agent Desktop simulator listening on {simulator.addresses[0]}"]
        lines += [f"Control key: {simulator.control_key}"]
        lines += [f"Second address: {address}" for address in simulator.addresses[1:]]
        lines += [f"User {user.id}, password {user.password}" for user in played.user]
        lines += [f"CA file: {authority}"] if authority is not None else []
        lines += [f"Seed: {seed}"]
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()
        while not stop.wait(0.5):
            # A wait without a limit would not notice Ctrl-C on Windows.
            pass


def _wait_for_end_of_input(stop: threading.Event) -> None:
    # Read past Python's buffer: its lock would be held by this thread when the program ends.
    while os.read(sys.stdin.fileno(), 4096):
        pass
    stop.set()


def _fail(sentence: str) -> int:
    sys.stderr.write(f"agent-desktop-simulator: {sentence}\n")
    return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="agent-desktop-simulator",
        description="An IC server on this machine, to try the desk without a site's own.",
        epilog="\n\n".join(inspect.cleandoc(part.__doc__ or "") for part in DESCRIBED),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--port", type=_port, help=f"default {PORT}, {TLS_PORT} with --tls; 0 is any free one"
    )
    parser.add_argument("--scenario", type=Path, metavar="FILE", help="default: the demo")
    parser.add_argument("--tls", action="store_true", help="https, with a certificate made now")
    parser.add_argument("--journal", type=Path, metavar="FILE", help="one JSON line a request")
    parser.add_argument("--seed", type=int, metavar="N", help="makes the calls repeatable")
    parser.add_argument(
        "--speed", type=_speed, default=1.0, metavar="X", help="how fast calls come and go"
    )
    parser.add_argument(
        "--stop-with-stdin", action="store_true", help="end when standard input ends"
    )
    return parser


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return port


def _speed(text: str) -> float:
    speed = float(text)
    if not 0 < speed <= 1000:
        raise argparse.ArgumentTypeError("the speed is a number above 0, at most 1000")
    return speed


if __name__ == "__main__":
    sys.exit(main())
