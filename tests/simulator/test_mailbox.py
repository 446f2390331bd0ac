"""The unread messages of a session, where HTTP cannot show it."""

import pytest

from agent_desktop.simulator.mailbox import Mailbox


def test_a_message_that_could_not_be_written_is_still_there() -> None:
    mailbox = Mailbox()
    mailbox.put({"n": 1})
    mailbox.put({"n": 2})
    stream = mailbox.stream(60)
    assert next(stream) == {"n": 1}
    assert next(stream) == {"n": 2}

    del stream  # as when writing the second one fails

    assert mailbox.drain() == [{"n": 2}]


def test_a_poll_beside_a_stream_takes_each_message_once() -> None:
    mailbox = Mailbox()
    mailbox.put({"n": 1})
    stream = mailbox.stream(60)
    assert next(stream) == {"n": 1}
    assert mailbox.drain() == [{"n": 1}]
    mailbox.put({"n": 2})

    assert next(stream) == {"n": 2}


def test_the_stream_asked_for_last_stays_whichever_is_read_first() -> None:
    mailbox = Mailbox()
    older, newer = mailbox.stream(60), mailbox.stream(60)
    mailbox.put({"n": 1})

    assert next(newer) == {"n": 1}
    assert list(older) == []


def test_a_closed_mailbox_gives_what_is_left_and_takes_no_more() -> None:
    mailbox = Mailbox()
    mailbox.put({"n": 1})
    mailbox.close()
    mailbox.put({"n": 2})

    assert list(mailbox.stream(60)) == [{"n": 1}]


def test_only_an_open_stream_can_be_torn() -> None:
    mailbox = Mailbox()
    assert not mailbox.tear_streams()
    stream = mailbox.stream(60)
    assert mailbox.tear_streams()

    with pytest.raises(ConnectionResetError):
        next(stream)
    assert not mailbox.tear_streams()
