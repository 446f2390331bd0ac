"""The threads behind the loop."""

import threading

from agent_desktop.services.background import Background


async def test_all_its_threads_are_there_before_the_first_call() -> None:
    before = set(threading.enumerate())
    background = Background(workers=3)
    try:
        await background.call(lambda _abort: None, deadline=5.0)
        assert len(set(threading.enumerate()) - before) == 3
    finally:
        background.close()
