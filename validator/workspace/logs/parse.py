"""Rows of text to events: what can be judged of a row alone is judged here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from validator.evaluate.columns import EventTable
from validator.evaluate.columns.events import ACTOR_CODES, EVENT_CODES
from validator.evaluate.refusals import message
from validator.timetable.stamps import Ambiguous, Problem, to_instants

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

    from numpy.typing import NDArray

    from validator.workspace.logs.rows import LogRows

DATE = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
TIME = r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6}0*)?)?"
LOCAL = f"^{DATE}[T ]{TIME}$"
OFFSET = r"(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$"
INSTANT = f"^{DATE}[T ]{TIME}{OFFSET}"
NO_SUCH_DAY = r"^\d{4}-(?:(?:0[469]|11)-31|02-3\d)"
LEAP_DAY = r"^\d{4}-02-29"
TOO_FINE = r"(\.\d{6})0+"

FIRST_INSTANT, END_OF_INSTANTS = 0, 4_102_444_800_000_000
"""1970-01-01 and 2100-01-01, UTC."""


@dataclass(frozen=True, slots=True)
class StampReading:
    """How stamps without an offset are read: the zone they were written in, and what a repeated time means."""

    zone: tzinfo | None = None
    ambiguous: Ambiguous = Ambiguous.REJECT


@dataclass(frozen=True, slots=True)
class ParsedLog:
    """Events, and the rows that are no events: `rejected` maps rows to the code of why and what they say.

    `rows` maps the places in the table that `events` was made from to rows. `tainted` are the tickets of rejected rows
    with the reason; none of their rows are among the events.
    """

    events: EventTable
    rows: NDArray[np.int64]
    rejected: dict[int, tuple[str, str | None]]
    tainted: dict[str, tuple[str, str | None]]


def parse_log(log: LogRows, stamps: StampReading) -> ParsedLog:
    """Parse all rows; a ticket with a row that cannot be read loses all its rows."""
    rejected: dict[int, tuple[str, str | None]] = {}

    def reject(rows: NDArray[np.bool_], code: str, column: str | None = None) -> None:
        for row in np.flatnonzero(rows):
            rejected.setdefault(int(row), (code, log.columns[column][row].as_py() if column else None))

    ticket = log.columns["ticket"]
    reject(_mask(pc.is_null(ticket)), "no-ticket")
    instants = _instants(log.columns["at"], stamps, lambda rows, code: reject(rows, code, "at"))
    reject(_unknown(log.columns["event"], EVENT_CODES, needed=True), "unknown-event", "event")
    if "by" in log.columns:
        reject(_unknown(log.columns["by"], ACTOR_CODES, needed=False), "unknown-actor", "by")
    public = _public(log, lambda rows, code: reject(rows, code, "public"))
    columns = {
        "ticket": ticket,
        "at": pa.array(instants),
        "event": log.columns["event"],
        "public": pa.array(public),
        **{
            name: log.columns[name]
            for name in log.columns
            if name not in {"ticket", "at", "event", "public", "channel"}
        },
    }
    if "channel" in log.columns:
        columns["channels"] = _channels(log.columns["channel"])
    tainted = _taint(ticket, rejected)
    kept = np.ones(len(log), dtype=np.bool_)
    kept[list(rejected)] = False
    rows = np.flatnonzero(kept)
    return ParsedLog(EventTable.from_arrow(pa.table(columns).take(pa.array(rows))), rows, rejected, tainted)


def instant_of(text: str, stamps: StampReading) -> int | str:
    """Return the instant that a single stamp means, read exactly as a stamp of a log, or why it means none."""
    faults: list[str] = []

    def reject(rows: NDArray[np.bool_], code: str) -> None:
        if rows.any():
            faults.append(code)

    instants = _instants(pa.array([text], pa.string()), stamps, reject)
    return message(faults[0], text) if faults else int(instants[0])


def _mask(values: pa.Array) -> NDArray[np.bool_]:
    return np.asarray(pc.fill_null(values, False).to_numpy(zero_copy_only=False), dtype=np.bool_)  # noqa: FBT003


def _instants(
    column: pa.Array, stamps: StampReading, reject: Callable[[NDArray[np.bool_], str], None]
) -> NDArray[np.int64]:
    """Return the instants of a column of stamps; what stands for a rejected one means nothing."""
    zoned, local = (_mask(pc.match_substring_regex(column, pattern)) for pattern in (INSTANT, LOCAL))
    no_day = _mask(pc.match_substring_regex(column, NO_SUCH_DAY)) | _no_leap_day(column)
    reject(~(zoned | local) | no_day, "bad-instant")
    zoned, local = zoned & ~no_day, local & ~no_day
    plain = pc.replace_substring_regex(column, TOO_FINE, r"\1")
    instants = np.zeros(len(column), dtype=np.int64)
    instants[zoned] = _microseconds(plain.filter(pa.array(zoned)), "UTC")
    if stamps.zone is None:
        reject(local, "no-offset")
    elif local.any():
        wall = _microseconds(plain.filter(pa.array(local)), None)
        places = np.flatnonzero(local)
        found, problems = to_instants(wall, stamps.zone, stamps.ambiguous)
        instants[places] = found
        for problem, code in ((Problem.NEVER, "no-such-local-time"), (Problem.TWICE, "ambiguous-local-time")):
            rows = np.zeros(len(column), dtype=np.bool_)
            rows[places[problems == problem]] = True
            reject(rows, code)
    reject((instants < FIRST_INSTANT) | (instants >= END_OF_INSTANTS), "out-of-range")
    return instants


def _microseconds(stamps: pa.Array, zone: str | None) -> NDArray[np.int64]:
    return np.asarray(
        stamps.cast(pa.timestamp("us", tz=zone)).cast(pa.int64()).to_numpy(zero_copy_only=False)
    )


def _no_leap_day(column: pa.Array) -> NDArray[np.bool_]:
    """Return a mask of the 29ths of February in years that have none."""
    found = _mask(pc.match_substring_regex(column, LEAP_DAY))
    for place in np.flatnonzero(found).tolist():
        year = int(column[place].as_py()[:4])
        found[place] = not (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return found


def _unknown(column: pa.Array, known: dict[str, int], *, needed: bool) -> NDArray[np.bool_]:
    absent = _mask(pc.is_null(column))
    strange = ~_mask(pc.is_in(column, value_set=pa.array(known))) & ~absent
    return strange | absent if needed else strange


def _public(log: LogRows, reject: Callable[[NDArray[np.bool_], str], None]) -> NDArray[np.bool_]:
    """Return whether rows are public, which they are if they do not say."""
    if "public" not in log.columns:
        return np.ones(len(log), dtype=np.bool_)
    said = pc.utf8_lower(log.columns["public"])
    reject(
        ~_mask(pc.is_in(said, value_set=pa.array(["true", "false"]))) & ~_mask(pc.is_null(said)), "bad-public"
    )
    return ~_mask(pc.equal(said, "false"))


def _channels(column: pa.Array) -> pa.Array:
    """Return channels joined with `+`, each once and in order."""
    encoded = pc.dictionary_encode(column)
    words = [
        None if word is None else "+".join(sorted({part.strip() for part in word.split("+")} - {""}))
        for word in encoded.dictionary.to_pylist()
    ]
    return pa.array(words, pa.string()).take(encoded.indices)


def _taint(
    ticket: pa.Array, rejected: dict[int, tuple[str, str | None]]
) -> dict[str, tuple[str, str | None]]:
    """Reject the other rows of tickets that have a rejected row; return those tickets with the first reason."""
    tainted: dict[str, tuple[str, str | None]] = {}
    for row in sorted(rejected):
        name = ticket[row].as_py()
        if name is not None:
            tainted.setdefault(name, rejected[row])
    if tainted:
        theirs = _mask(pc.is_in(ticket, value_set=pa.array(list(tainted), pa.string())))
        for row in np.flatnonzero(theirs).tolist():
            rejected.setdefault(row, ("ticket-rejected", None))
    return tainted
