"""Decisions and ledgers as Arrow tables with the columns that users are promised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from validator.evaluate.columns.arrays import NONE
from validator.evaluate.columns.table import CREDIT_SCALE, OUTCOMES, REASONS, Names
from validator.model.words import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from validator.evaluate.columns.table import DecisionTable
    from validator.evaluate.decision import LedgerLine
    from validator.location import Address

INSTANT = pa.timestamp("us", tz="UTC")
SECONDS = pa.decimal128(18, 6)
CREDIT = pa.decimal128(19, 6)
MICROSECONDS_PER_SECOND = 1_000_000
WORD = pa.dictionary(pa.int32(), pa.string())
DECISIONS = pa.schema(
    {
        "ticket": pa.string(),
        "agreement": WORD,
        "edition": WORD,
        "plan": WORD,
        "obligation": WORD,
        "occurrence": pa.int64(),
        "entitled": pa.bool_(),
        "reason": WORD,
        "severity": WORD,
        "target": WORD,
        "schedule": WORD,
        "started_at": INSTANT,
        "deadline": INSTANT,
        "stopped_at": INSTANT,
        "outcome": WORD,
        "elapsed_seconds": SECONDS,
        "overrun_seconds": SECONDS,
        "credit": CREDIT,
        "credit_unit": WORD,
        "provisional": pa.bool_(),
        "eligible_at": INSTANT,
        "clause": WORD,
    }
)
"""The columns of decisions, in the order of the interface; words as codes into a dictionary."""

WIDEST = 19
"""The digits of the largest 64-bit number."""


def decisions_table(table: DecisionTable, cite: Callable[[Address, str], str]) -> pa.Table:
    """Return decisions with the columns of the interface, in its order."""
    rests = table.rests
    terms = rests.terms
    places = [cite(promise.at, promise.clause) for promise in rests.promises]
    places += [cite(refuser.at, refuser.clause) for refuser in rests.refusers]
    place = np.where(table.refuser >= 0, table.refuser + len(rests.promises), table.promise)
    entitled = REASONS.index(Reason.ENTITLED)
    return pa.table(
        {
            "ticket": _names(rests.names).take(pa.array(table.ticket)),
            "agreement": _words([each.agreement.id for each in terms], table.terms),
            "edition": _words([each.edition.id for each in terms], table.terms),
            "plan": _words([each.plan.id for each in terms], table.terms),
            "obligation": _words(rests.obligations, table.obligation),
            "occurrence": pa.array(table.occurrence, pa.int64()),
            "entitled": pa.array(table.reason == entitled, pa.bool_()),
            "reason": _words([reason.value for reason in REASONS], table.reason),
            "severity": _words(rests.severities, table.severity),
            "target": _words(
                [promise.text for promise in rests.promises], np.where(table.refuser >= 0, -1, table.promise)
            ),
            "schedule": _words(rests.schedules, table.schedule),
            "started_at": _numbers(table.started_at).cast(INSTANT),
            "deadline": _numbers(table.deadline).cast(INSTANT),
            "stopped_at": _numbers(table.stopped_at).cast(INSTANT),
            "outcome": _words([outcome.value for outcome in OUTCOMES], table.outcome),
            "elapsed_seconds": _decimals(table.elapsed, MICROSECONDS_PER_SECOND, SECONDS),
            "overrun_seconds": _decimals(table.overrun, MICROSECONDS_PER_SECOND, SECONDS),
            "credit": _decimals(table.credit, CREDIT_SCALE, CREDIT),
            "credit_unit": _words(rests.units, table.unit),
            "provisional": pa.array(table.provisional, pa.bool_()),
            "eligible_at": _numbers(table.eligible_at).cast(INSTANT),
            "clause": _words(places, place),
        },
        DECISIONS,
    )


def ledger_table(lines: Sequence[LedgerLine]) -> pa.Table:
    """Return a ledger with the columns of the interface, in its order."""
    return pa.table(
        {
            "agreement": pa.array([line.agreement for line in lines], pa.string()),
            "term_start": pa.array([line.term_start for line in lines], pa.date32()),
            "term_end": pa.array([line.term_end for line in lines], pa.date32()),
            "credit": pa.array([line.credit for line in lines], CREDIT),
            "credit_unit": pa.array([line.unit for line in lines], pa.string()),
            "provisional_credit": pa.array([line.provisional_credit for line in lines], CREDIT),
            "credited_tickets": pa.array([line.credited_tickets for line in lines], pa.int64()),
            "extended_term_end": pa.array([line.extended_term_end for line in lines], pa.date32()),
        }
    )


def _names(names: Sequence[str]) -> pa.Array:
    return names.array if isinstance(names, Names) else pa.array(names, pa.string())


def plain(table: pa.Table) -> pa.Table:
    """Return a table whose words are written out."""
    fields = [
        pa.field(field.name, pa.string()) if pa.types.is_dictionary(field.type) else field
        for field in table.schema
    ]
    return table.cast(pa.schema(fields))


def _words(words: Sequence[str], codes: NDArray[Any]) -> pa.DictionaryArray:
    mask = codes < 0
    if not mask.any():
        return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), pa.array(words, pa.string()))
    return pa.DictionaryArray.from_arrays(
        pa.array(codes.astype(np.int32), mask=mask), pa.array(words, pa.string())
    )


def _numbers(values: NDArray[np.int64]) -> pa.Array:
    return pa.array(values, pa.int64(), mask=values == NONE)


def _decimals(values: NDArray[np.int64], scale: int, kind: pa.DataType) -> pa.Array:
    """Return whole numbers of a small unit as exact decimals of a large one."""
    whole = _numbers(values).cast(pa.decimal128(WIDEST, 0))
    places = len(str(scale)) - 1
    return pa.Array.from_buffers(pa.decimal128(WIDEST, places), len(whole), whole.buffers()).cast(kind)
