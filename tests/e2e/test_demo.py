"""The demo and the tour, as a newcomer starts them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.e2e.harness import Desktop, Start, enabled, gone, lists, reads, shown
from tests.e2e.harness.desktop import MissingPart, plain_environment
from tests.e2e.harness.screen import REPOSITORY
from tests.e2e.ic_server import IcServer

# Three tours and the making of a wheel share the cores with other tests.
pytestmark = [pytest.mark.e2e, pytest.mark.timeout(330)]

TOUR_WITHIN = 300.0
"""Seconds that are waited for a tour's end; pytest's own limit would tell nothing of its steps."""
STEPS = 58
FEWEST_COLOURS = 12
"""A picture with fewer has no text in it."""


class Tour:
    """A tour under way. `python` is whose program plays it."""

    def __init__(
        self, folder: Path, *options: str, env: dict[str, str], python: str = sys.executable
    ) -> None:
        (folder / "tmp").mkdir(parents=True)
        self.pictures = folder / "pictures"
        self._process = subprocess.Popen(
            [python, "-m", "agent_desktop", "--demo", "--tour", str(self.pictures), *options],
            env=env
            | {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "TMPDIR": str(folder / "tmp")},
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def end(self) -> "Played":
        """Wait until it has been played."""
        output, _ = self._process.communicate(timeout=TOUR_WITHIN)
        written = self.pictures / "tour.json"
        assert written.exists(), output
        record = json.loads(written.read_text(encoding="utf-8"))
        return Played(self._process.returncode, output, record, self.pictures)

    def give_up(self) -> None:
        """End it, played or not."""
        self._process.kill()
        self._process.communicate()


@dataclass(frozen=True)
class Played:
    """A tour as it went."""

    code: int
    output: str
    record: dict[str, object]
    pictures: Path

    @property
    def steps(self) -> list[dict[str, object]]:
        """The steps of tour.json."""
        steps = self.record["steps"]
        assert isinstance(steps, list)
        return steps


def without_screen(folder: Path) -> dict[str, str]:
    """Return the environment of a machine that has no screen."""
    env = plain_environment(folder)
    return {name: env[name] for name in env if name not in ("DISPLAY", "QT_QPA_PLATFORM")}


@pytest.fixture(scope="module")
def tours(desktop: Desktop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Tour]]:
    """Tours of all kinds, under way side by side, for they mostly wait: each in an empty folder.

    The wheel's has no screen; the one from the clone has.
    """
    folder = tmp_path_factory.mktemp("tours")
    hasty = folder / "hasty.toml"
    # The slow answer that a step asks for is then too slow, and the next step misses it.
    hasty.write_text("stage_deadline = 0.5\n", encoding="utf-8")
    offscreen = without_screen(folder)
    with ExitStack() as stack:

        def begin(name: str, *options: str, env: dict[str, str], **more: str) -> Tour:
            tour = Tour(folder / name, *options, env=env, **more)
            stack.callback(tour.give_up)
            return tour

        started = {
            "on a screen": begin("screen", env=desktop.env),
            "failing": begin("failing", "--config", str(hasty), env=offscreen),
        }
        wheel = str(install_wheel(folder))  # the others play meanwhile
        started["from a wheel"] = begin("empty", env=offscreen, python=wheel)
        yield started


def colours(picture: Path) -> int:
    """Return how many colours a picture has, looking at every third pixel both ways."""
    image = QImage(str(picture))
    assert not image.isNull(), picture
    across, down = range(0, image.width(), 3), range(0, image.height(), 3)
    return len({image.pixel(x, y) for x in across for y in down})


@pytest.mark.parametrize("kind", ["on a screen", "from a wheel"])
def test_the_tour_passes_and_leaves_a_picture_of_each_step(
    tours: dict[str, Tour], kind: str
) -> None:
    played = tours[kind].end()
    assert (played.code, played.record["passed"]) == (0, True), played.output
    assert len(played.steps) == STEPS
    for step in played.steps:
        assert step["ok"] is True
        assert step["expected"]
        assert step["seen"]
        assert isinstance(step["milliseconds"], float)
        assert colours(played.pictures / str(step["picture"])) >= FEWEST_COLOURS, step["name"]


def test_a_tour_with_a_step_that_fails_says_which_and_exits_with_1(
    tours: dict[str, Tour],
) -> None:
    played = tours["failing"].end()
    assert (played.code, played.record["passed"]) == (1, False), played.output
    *before, failed = played.steps
    assert all(step["ok"] for step in before)
    assert (failed["name"], failed["ok"]) == ("stage-refused", False)
    assert "still not" in str(failed["seen"])
    assert "FAILED stage-refused" in played.output
    assert colours(played.pictures / str(failed["picture"])) >= FEWEST_COLOURS


def test_one_press_logs_on_to_the_demo_and_nothing_of_it_is_kept(
    start: Start, server: IcServer
) -> None:
    own = start("-m", "agent_desktop", "--server", server.url, "--user", "ben")
    own.screen.type_text("loginStation", "7002")
    own.screen.type_text("loginPassword", "demo")
    own.screen.press("loginSubmit")
    own.screen.wait(lists("campaignList", "Spring renewal"))
    own.screen.key("alt+F4")
    assert own.wait() == 0

    demo = start("-m", "agent_desktop", "--demo")
    demo.screen.wait(reads("loginUser", "ada"))
    demo.screen.wait(enabled("loginSubmit"))
    demo.screen.press("loginSubmit")
    demo.screen.wait(gone("loginDialog"))
    demo.screen.wait(lists("campaignList", "Spring renewal"))
    demo.screen.wait(shown("agentName", "Ada Moreno"))
    demo.screen.key("alt+F4")
    assert demo.wait() == 0

    again = start("-m", "agent_desktop")
    again.screen.wait(reads("loginUser", "ben"))
    again.screen.wait(reads("loginServer", server.url))


def install_wheel(folder: Path) -> Path:
    """Build the wheel and install it in an environment of its own; returns its Python.

    What the program needs is lent by the environment of the tests.
    """
    if subprocess.run([sys.executable, "-c", "import hatchling"], check=False).returncode:
        raise MissingPart("hatchling")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    wheels, installed = folder / "wheels", folder / "installed"
    build = ["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels)]
    subprocess.run([*pip, *build, str(REPOSITORY)], check=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(installed)], check=True)
    python = installed / "bin" / "python"
    (wheel,) = wheels.iterdir()
    install = ["install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([*pip, "--python", str(python), *install], check=True)
    own = Path(printed(python, "import sysconfig; print(sysconfig.get_path('purelib'))"))
    lent = [entry for entry in sys.path if entry.endswith("-packages")]
    # Read as paths alone: an editable program that is installed in one of them stays out.
    (own / "lent.pth").write_text("\n".join(lent) + "\n", encoding="utf-8")
    used = printed(python, "import agent_desktop; print(agent_desktop.__file__)")
    assert used.startswith(str(installed)), used
    return python


def printed(python: Path, code: str) -> str:
    """Return what a Python prints, in a folder without sources."""
    env = {name: os.environ[name] for name in os.environ if not name.startswith("PYTHON")}
    ran = subprocess.run(
        [str(python), "-c", code],
        cwd=python.parent,
        env=env,
        check=True,
        capture_output=True,
        text=True,
    )
    return ran.stdout.strip()
