"""A process of its own for what is measured: nothing of an earlier benchmark is left in it."""

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")


def apart(work: Callable[..., T], *arguments: object) -> T:
    """Call a function of a module in a fresh interpreter, whose windows need no screen."""
    with ProcessPoolExecutor(1, get_context("spawn"), _without_screen) as pool:
        return pool.submit(work, *arguments).result()


def _without_screen() -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
