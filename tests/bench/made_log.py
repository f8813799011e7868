"""A made-up ticket log of any size, the same every time: the work that the benchmark measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import duckdb
import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from pathlib import Path

SEED: Final = 20_240_110
SECOND: Final = 1_000_000
BEGIN: Final = 1_709_251_200 * SECOND
"""2024-03-01T00:00:00Z: every agreement below has begun."""
SPAN: Final = 300 * 86_400
"""In seconds: nothing is submitted after the first of these agreements ends."""

AGREEMENTS: Final = (
    "alpenverein-2024",
    "bergbahn-2024",
    "kantonsarchiv-2024",
    "klinik-2024",
    "molkerei-2024",
    "stickerei-2024",
)
SEVERITIES: Final = ("severity_1", "severity_2", "severity_3", "severity_4")
CHANNELS: Final = ("ticket", "email", "phone", "chat")
KIND: Final = ("submitted", "severity_set", "escalated", "replied", "closed")
ACTORS: Final = ("customer", "agent", "manager", "system")

COPY: Final = {
    "parquet": "(FORMAT parquet, COMPRESSION zstd)",
    "csv": "(FORMAT csv, HEADER true)",
    "jsonl": "(FORMAT json)",
}
SHARE: Final = {
    "severity_set": 0.15,
    "escalated": 0.05,
    "system": 0.2,
    "replied": 0.95,
    "again": 0.9,
    "closed": 0.85,
}
"""How many of the tickets have such an event."""


def rows(tickets: int) -> pa.Table:
    """Return the rows of a log in the order of time: about 4.1 for each ticket."""
    random = np.random.default_rng(SEED)
    submitted = BEGIN + random.integers(0, SPAN, tickets) * SECOND
    agreement = random.integers(0, len(AGREEMENTS), tickets)
    pieces = [_events(np.arange(tickets), submitted, "submitted", "customer", random, agreement)]

    def some(share: str, kind: str, actor: str, mean: float) -> None:
        who = np.flatnonzero(random.random(tickets) < SHARE[share])
        after = (random.exponential(mean, who.size) * 3_600).astype(np.int64) + 1
        pieces.append(_events(who, submitted[who] + after * SECOND, kind, actor, random))

    some("system", "replied", "system", 0.01)
    some("severity_set", "severity_set", "agent", 0.5)
    some("replied", "replied", "agent", 4)
    some("escalated", "escalated", "customer", 30)
    some("again", "replied", "manager", 40)
    some("closed", "closed", "agent", 200)
    number, at, kind, by, said, severity, channel, urgency = (
        np.concatenate([piece[column] for piece in pieces]) for column in range(8)
    )
    order = np.lexsort((number, at))
    names = pa.array([f"T{each:08d}" for each in range(tickets)], pa.string())

    def words(known: tuple[str, ...], codes: np.ndarray) -> pa.Array:
        return pa.array(known, pa.string()).take(pa.array(codes[order], mask=codes[order] < 0))

    return pa.table(
        {
            "ticket": names.take(pa.array(number[order])),
            "at": pa.array(at[order]).cast(pa.timestamp("us", "UTC")),
            "event": words(KIND, kind),
            "agreement": words(AGREEMENTS, said),
            "by": words(ACTORS, by),
            "severity": words(SEVERITIES, severity),
            "channel": words(CHANNELS, channel),
            "urgency": words(("normal",), urgency),
        }
    )


def _events(
    who: np.ndarray,
    at: np.ndarray,
    kind: str,
    actor: str,
    random: np.random.Generator,
    agreement: np.ndarray | None = None,
) -> tuple[np.ndarray, ...]:
    silent = np.full(who.size, -1)
    submitted, graded, asked = (kind == each for each in ("submitted", "severity_set", "escalated"))
    return (
        who,
        at,
        np.full(who.size, KIND.index(kind)),
        np.full(who.size, ACTORS.index(actor)),
        silent if agreement is None else agreement,
        random.integers(0, len(SEVERITIES), who.size) if submitted or graded else silent,
        random.integers(0, len(CHANNELS), who.size) if submitted else silent,
        np.zeros(who.size, dtype=np.int64) if asked else silent,
    )


def write(folder: Path, tickets: int, kinds: tuple[str, ...] = tuple(COPY)) -> dict[str, Path]:
    """Write the log in formats; instants in text as RFC 3339 with `Z`."""
    log = rows(tickets)
    files = {kind: folder / f"log-{tickets}.{kind}" for kind in kinds}
    with duckdb.connect() as engine:
        engine.execute("SET TimeZone = 'UTC'")
        engine.execute("SET enable_progress_bar = false")
        engine.register("log", log)
        for kind, file in files.items():
            shown = "*" if kind == "parquet" else '* REPLACE (strftime("at", \'%Y-%m-%dT%H:%M:%SZ\') AS "at")'
            engine.execute(f"COPY (SELECT {shown} FROM log) TO '{file}' {COPY[kind]}")  # noqa: S608 -- our own
    return files
