"""What each operation writes, on a connection that is inside the writer's transaction."""

import sqlite3
from collections.abc import Mapping
from dataclasses import field, replace
from datetime import datetime, timedelta
from pathlib import Path

from agent_desktop.immutable import immutable
from agent_desktop.ledger.errors import (
    CallUnknown,
    NothingToSettle,
    OutcomeFiled,
    OutcomeInFlight,
)
from agent_desktop.ledger.file import remove_set_aside
from agent_desktop.ledger.records import CallKey, Outcome, Verdict
from agent_desktop.ledger.times import stage_times, to_ms

# A server started anew counts its interactions anew: an id seen again after this is another call.
SAME_CALL = timedelta(hours=12)

_Value = str | int | None


@immutable
class Opening:
    """What a call was opened with."""

    campaign_id: str
    campaign_name: str
    mode: str
    at: datetime
    who: str = field(repr=False)
    number: str = field(repr=False)


class Entries:
    """The operations of the ledger; each raises EntryRefused where it can't be taken.

    What calls were opened with is remembered until they are finished: where that couldn't be
    written, or the file was lost since, the next entry for the call writes it again.
    """

    def __init__(self, file: Path, run: str, *, keep_contact_data: bool) -> None:
        self._file = file
        self._run = run
        self._keep_contact_data = keep_contact_data
        self._opened: dict[CallKey, Opening] = {}

    def remember(self, key: CallKey, opening: Opening) -> None:
        """Note what a call is opened with, in memory only. Raises TypeError without a zone."""
        to_ms(opening.at)
        if not self._keep_contact_data:
            opening = replace(opening, who="", number="")
        known, at = self._opened, opening.at
        self._opened = {k: o for k, o in known.items() if abs(at - o.at) <= SAME_CALL}
        self._opened[key] = opening

    def open_call(self, db: sqlite3.Connection, key: CallKey, opening: Opening) -> None:
        """Open a call, or go on with the same one if it isn't finished."""
        self.remember(key, opening)
        opening, at = self._opened[key], to_ms(opening.at)
        row = _newest(db, key)
        if row is None or _is_finished(db, row) or not _is_near(db, row, at):
            self._insert(db, key, opening)
            return
        _run(
            db,
            """UPDATE call SET
                campaign_id = coalesce(nullif(campaign_id, ''), :campaign_id),
                campaign_name = coalesce(nullif(:campaign_name, ''), campaign_name),
                mode = coalesce(nullif(:mode, ''), mode),
                who = coalesce(nullif(:who, ''), who),
                number = coalesce(nullif(:number, ''), number)
            WHERE id = :row""",
            {
                "row": row,
                "campaign_id": opening.campaign_id,
                "campaign_name": opening.campaign_name,
                "mode": opening.mode,
                "who": opening.who,
                "number": opening.number,
            },
        )

    def connected(self, db: sqlite3.Connection, key: CallKey, at: datetime) -> None:
        """Note that agent and contact are connected; the first time counts."""
        row = self._row(db, key)
        _run(
            db,
            "UPDATE call SET connected_at = coalesce(connected_at, :at) WHERE id = :row",
            {"row": row, "at": to_ms(at)},
        )
        _count_times(db, row)

    def ended(self, db: sqlite3.Connection, key: CallKey, how: str, at: datetime) -> None:
        """Note the end of a call; the first end counts."""
        row = self._row(db, key)
        _run(
            db,
            "UPDATE call SET ended_at = :at, ended_how = :how WHERE id = :row AND ended_at IS NULL",
            {"row": row, "at": to_ms(at), "how": how},
        )
        _count_times(db, row)
        self._let_go(db, key, row)

    def stage_asked(
        self,
        db: sqlite3.Connection,
        key: CallKey,
        ask_id: str,
        number: int,
        name: str,
        at: datetime,
    ) -> None:
        """Note a stage that was asked for, before the server has answered."""
        _run(
            db,
            """INSERT INTO stage (call_id, ask_id, run, number, name, asked_at)
            VALUES (:row, :ask_id, :run, :number, :name, :at)""",
            {
                "row": self._row(db, key),
                "ask_id": ask_id,
                "run": self._run,
                "number": number,
                "name": name,
                "at": to_ms(at),
            },
        )

    def stage_settled(
        self,
        db: sqlite3.Connection,
        ask_id: str,
        verdict: Verdict,
        at: datetime,
        answer: Mapping[str, str | int | None],
    ) -> None:
        """Note how a stage request ended."""
        settled = _run(
            db,
            """UPDATE stage SET verdict = :verdict, settled_at = :at, status = :status,
                error_id = :error_id, message = :message, reference = :reference
            WHERE ask_id = :ask_id AND verdict IS NULL RETURNING call_id""",
            {"ask_id": ask_id, "verdict": verdict, "at": to_ms(at), **answer},
        )
        if not settled:
            raise NothingToSettle
        if verdict == "confirmed":
            _count_times(db, settled[0][0])

    def outcome_chosen(
        self, db: sqlite3.Connection, key: CallKey, outcome: Outcome, at: datetime
    ) -> None:
        """Keep an outcome the agent picked and hasn't sent."""
        row = self._row(db, key)
        if _run(
            db,
            "SELECT 1 FROM outcome WHERE call_id = :row AND state = 'asked' AND run = :run",
            {"row": row, "run": self._run},
        ):
            raise OutcomeInFlight
        self._put_outcome(db, row, "chosen", outcome, at)

    def outcome_asked(
        self, db: sqlite3.Connection, key: CallKey, outcome: Outcome, at: datetime
    ) -> None:
        """Note an outcome that is being sent."""
        self._put_outcome(db, self._row(db, key), "asked", outcome, at)

    def outcome_settled(
        self,
        db: sqlite3.Connection,
        key: CallKey,
        verdict: Verdict,
        at: datetime,
        answer: Mapping[str, str | int | None],
    ) -> None:
        """Note how sending the outcome ended; a confirmed one needs what was typed no more."""
        row = self._row(db, key)
        if not _run(
            db,
            """UPDATE outcome SET state = :verdict, settled_at = :at, status = :status,
                error_id = :error_id, message = :message, reference = :reference
            WHERE call_id = :row AND state = 'asked' RETURNING 1""",
            {"row": row, "verdict": verdict, "at": to_ms(at), **answer},
        ):
            raise NothingToSettle
        if verdict == "confirmed":
            _run(db, "DELETE FROM typed WHERE call_id = :row", {"row": row})
            self._let_go(db, key, row)

    def put_away(self, db: sqlite3.Connection, key: CallKey, at: datetime) -> None:
        """Note that the agent won't file the outcome of a call; what was typed isn't needed."""
        row = self._row(db, key)
        _run(db, "UPDATE call SET put_away_at = :at WHERE id = :row", {"row": row, "at": to_ms(at)})
        _run(db, "DELETE FROM typed WHERE call_id = :row", {"row": row})

    def typed(
        self, db: sqlite3.Connection, key: CallKey, column: str, value: str, at: datetime
    ) -> None:
        """Keep what was typed into a contact column, in place of what it held."""
        row = self._row(db, key)
        if _is_filed(db, row):
            raise OutcomeFiled
        _run(
            db,
            """INSERT INTO typed (call_id, column_name, value, at)
            VALUES (:row, :column, :value, :at)
            ON CONFLICT DO UPDATE SET value = excluded.value, at = excluded.at""",
            {"row": row, "column": column, "value": value, "at": to_ms(at)},
        )

    def note(self, db: sqlite3.Connection, key: CallKey, text: str, at: datetime) -> None:
        """Keep the note of a call, in place of the one before; an empty one is none."""
        row, ms = self._row(db, key), to_ms(at)
        if not text:
            _run(db, "DELETE FROM note WHERE call_id = :row", {"row": row})
            return
        _run(
            db,
            """INSERT INTO note (call_id, text, at) VALUES (:row, :text, :at)
            ON CONFLICT DO UPDATE SET text = excluded.text, at = excluded.at""",
            {"row": row, "text": text, "at": ms},
        )

    def forget(self, db: sqlite3.Connection, now: datetime, keep_days: int, note_days: int) -> None:
        """Delete calls, and the notes of filed ones, that are older than they are kept."""
        oldest = now - timedelta(days=keep_days)
        self._opened = {key: each for key, each in self._opened.items() if each.at >= oldest}
        _run(db, "DELETE FROM call WHERE popped_at < :oldest", {"oldest": to_ms(oldest)})
        _run(
            db,
            """DELETE FROM note WHERE at < :oldest
            AND call_id IN (SELECT call_id FROM outcome WHERE state = 'confirmed')""",
            {"oldest": to_ms(now - timedelta(days=note_days))},
        )
        remove_set_aside(self._file, before=oldest)

    def forget_user(self, db: sqlite3.Connection, server: str, user: str) -> None:
        """Delete all of one agent, and damaged files: whose they are can't be told."""
        self._opened = {
            key: opened
            for key, opened in self._opened.items()
            if (key.server, key.user) != (server, user)
        }
        _run(
            db,
            "DELETE FROM agent WHERE server = :server AND user = :user",
            {"server": server, "user": user},
        )
        remove_set_aside(self._file)

    def _row(self, db: sqlite3.Connection, key: CallKey) -> int:
        """Return the newest call of this key. Raises CallUnknown."""
        newest, opening = _newest(db, key), self._opened.get(key)
        if opening is None:
            if newest is None:
                raise CallUnknown
            return newest
        if newest is None or not _is_near(db, newest, to_ms(opening.at)):
            return self._insert(db, key, opening)
        return newest

    def _insert(self, db: sqlite3.Connection, key: CallKey, opening: Opening) -> int:
        agent = {"server": key.server, "user": key.user}
        _run(
            db,
            "INSERT INTO agent (server, user) VALUES (:server, :user) ON CONFLICT DO NOTHING",
            agent,
        )
        row: int = _run(
            db,
            """INSERT INTO call (agent_id, interaction_id, campaign_id, campaign_name, mode,
                popped_at, who, number)
            SELECT id, :interaction_id, :campaign_id, :campaign_name, :mode, :at, :who, :number
            FROM agent WHERE server = :server AND user = :user RETURNING id""",
            agent
            | {
                "interaction_id": key.interaction_id,
                "campaign_id": opening.campaign_id,
                "campaign_name": opening.campaign_name,
                "mode": opening.mode,
                "at": to_ms(opening.at),
                "who": opening.who,
                "number": opening.number,
            },
        )[0][0]
        return row

    def _put_outcome(
        self, db: sqlite3.Connection, row: int, state: str, outcome: Outcome, at: datetime
    ) -> None:
        if _is_filed(db, row):
            raise OutcomeFiled
        _run(db, "UPDATE call SET put_away_at = NULL WHERE id = :row", {"row": row})
        due = outcome.scheduled_at
        _run(
            db,
            """INSERT OR REPLACE INTO outcome (call_id, run, state, label, category, code,
                scheduled_at, relative_to, mine, additional, abandon, at)
            VALUES (:row, :run, :state, :label, :category, :code,
                :scheduled_at, :relative_to, :mine, :additional, :abandon, :at)""",
            {
                "row": row,
                "run": self._run,
                "state": state,
                "label": outcome.label,
                "category": outcome.category,
                "code": outcome.code,
                "scheduled_at": None if due is None else to_ms(due),
                "relative_to": outcome.relative_to,
                "mine": outcome.mine,
                "additional": outcome.additional,
                "abandon": outcome.abandon,
                "at": to_ms(at),
            },
        )

    def _let_go(self, db: sqlite3.Connection, key: CallKey, row: int) -> None:
        """Remember a finished call no longer."""
        if _is_finished(db, row):
            self._opened.pop(key, None)


def _newest(db: sqlite3.Connection, key: CallKey) -> int | None:
    found = _run(
        db,
        """SELECT max(call.id) FROM call JOIN agent ON agent.id = agent_id
        WHERE server = :server AND user = :user AND interaction_id = :interaction_id""",
        {"server": key.server, "user": key.user, "interaction_id": key.interaction_id},
    )
    row: int | None = found[0][0]
    return row


def _is_near(db: sqlite3.Connection, row: int, at: int) -> bool:
    """Whether the call was popped so near to this time that its id means the same call."""
    popped: int = _run(db, "SELECT popped_at FROM call WHERE id = :row", {"row": row})[0][0]
    return abs(at - popped) <= SAME_CALL / timedelta(milliseconds=1)


def _is_filed(db: sqlite3.Connection, row: int) -> bool:
    """Whether the outcome of this call is confirmed."""
    found = "SELECT 1 FROM outcome WHERE call_id = :row AND state = 'confirmed'"
    return bool(_run(db, found, {"row": row}))


def _is_finished(db: sqlite3.Connection, row: int) -> bool:
    """Whether the call has ended and its outcome is confirmed."""
    ended = "SELECT 1 FROM call WHERE id = :row AND ended_at IS NOT NULL"
    return _is_filed(db, row) and bool(_run(db, ended, {"row": row}))


def _count_times(db: sqlite3.Connection, row: int) -> None:
    """Keep the time in each stage beside the call, so that sums need no walk over its stages."""
    connected, ended = _run(
        db, "SELECT connected_at, ended_at FROM call WHERE id = :row", {"row": row}
    )[0]
    confirmed = _run(
        db,
        """SELECT settled_at, number, name FROM stage
        WHERE call_id = :row AND verdict = 'confirmed' ORDER BY settled_at, id""",
        {"row": row},
    )
    names = {number: name for _, number, name in confirmed}
    times = stage_times(connected, ((at, number) for at, number, _ in confirmed), ended)
    _run(db, "DELETE FROM stage_time WHERE call_id = :row", {"row": row})
    for number, ms in times.items():
        _run(
            db,
            "INSERT INTO stage_time (call_id, number, name, ms) VALUES (:row, :number, :name, :ms)",
            {"row": row, "number": number, "name": names.get(number, ""), "ms": ms},
        )


def _run(db: sqlite3.Connection, statement: str, values: Mapping[str, _Value]) -> list[sqlite3.Row]:
    """Run a statement and return its rows. Half a character, which SQLite refuses, becomes "?"."""
    whole = {
        name: value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
        for name, value in values.items()
    }
    return db.execute(statement, whole).fetchall()
