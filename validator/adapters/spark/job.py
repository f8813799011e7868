"""The job as the driver runs it."""

from __future__ import annotations

import pickle
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import pyarrow as pa
from pyspark import StorageLevel
from pyspark.sql import functions as F  # noqa: N812 -- as everyone calls it

from validator.adapters.spark import worker
from validator.evaluate.columns import Settlement, decide_batch, finish
from validator.evaluate.columns.arrow import decisions_table, plain
from validator.evaluate.columns.decide import counted
from validator.evaluate.columns.settlement import outside_of
from validator.timetable.local import EPOCH
from validator.workspace.book import book_of
from validator.workspace.evaluation import Summary, Tally, account, citing
from validator.workspace.logs import StampReading, parse_log
from validator.workspace.logs.columns import require
from validator.workspace.logs.read import together
from validator.workspace.logs.rows import COLUMNS
from validator.workspace.logs.tables import in_memory

if TYPE_CHECKING:
    from pyspark.core.broadcast import Broadcast
    from pyspark.sql import DataFrame

    from validator.workspace.policies import Policies

DECISION_TYPES = (
    "ticket string, agreement string, edition string, plan string, obligation string, occurrence bigint, "
    "entitled boolean, reason string, severity string, target string, schedule string, started_at timestamp, "
    "deadline timestamp, stopped_at timestamp, outcome string, elapsed_seconds decimal(18,6), "
    "overrun_seconds decimal(18,6), credit decimal(19,6), credit_unit string, provisional boolean, "
    "eligible_at timestamp, clause string"
)
"""The columns of decisions in Spark's words."""

REJECTED = pa.schema([(name, pa.string()) for name in ("ticket", "reason", "message", "row")])


@dataclass(frozen=True, slots=True)
class SparkDecisions:
    """A decided log.

    `decisions` is lazy, its order is Spark's; `rejected` has no files and lines: a table in Spark has none.
    `summary` has the ledger, the tally and the instant of deciding. `decided` is held by Spark until `release`.
    """

    decisions: DataFrame
    rejected: DataFrame
    summary: Summary
    decided: DataFrame

    def release(self) -> None:
        """Let Spark forget what it holds; `decisions` must have been written."""
        self.decided.unpersist()


def decide(log: DataFrame, policies: Policies, as_of: datetime | None = None) -> SparkDecisions:
    """Decide the tickets of a log as of an instant, by default that of its last event.

    `log` has the columns of a ticket log and is read several times: twice, once more for the default instant, and
    once more if it names tickets that cannot be decided. A missing column raises `Trouble`.
    """
    require("the table", log.columns)
    rows = log.select(*(name for name in COLUMNS if name in log.columns))
    session = log.sparkSession
    shared = session.sparkContext.broadcast(pickle.dumps(policies))
    instant = _last(rows) if as_of is None else (as_of - EPOCH) // timedelta(microseconds=1)
    decided = _decided(rows, shared, instant)
    book = book_of(policies.policies)
    settlement = Settlement(book)
    tally = Tally(0, 0, 0, 0, 0, 0, 0, 0, 0)
    others: list[str] = []
    for (serialized,) in decided.select("facts").toLocalIterator():
        facts: worker.Facts = pickle.loads(serialized)  # noqa: S301 -- our own workers wrote it
        settlement.merge(facts.settlement)
        tally += facts.tally
        others += facts.others
    aside = together([in_memory(_rows_of(rows, others))])
    parsed = parse_log(aside, StampReading(), instant)
    batch = decide_batch(parsed.events, book, instant)
    settlement.add(batch)
    cuts = settlement.cuts()
    end = finish(batch, outside_of(batch, book, cuts))
    became = account(aside, parsed, end.rejected, end.refusals, counted(batch, end))
    outcome = worker.Outcome()
    outcome.add(end.decisions, batch.terms_of[~end.lost])
    batches = decided.select("batch")
    counting = partial(worker.count, policies=shared, cuts=cuts)
    for (serialized,) in batches.mapInArrow(counting, "outcome binary").toLocalIterator():
        outcome.merge(pickle.loads(serialized))  # noqa: S301 -- our own workers wrote it
    decisions = batches.mapInArrow(partial(worker.settle, policies=shared, cuts=cuts), DECISION_TYPES)
    if len(end.decisions):
        few = plain(decisions_table(end.decisions, citing(policies.documents)))
        decisions = decisions.unionByName(session.createDataFrame(few, DECISION_TYPES))
    rejected = pa.table(
        [
            pa.array([row.ticket or None for row in became.rejected], pa.string()),
            *(
                pa.array([getattr(row, name) for row in became.rejected], pa.string())
                for name in ("reason", "message", "text")
            ),
        ],
        schema=REJECTED,
    )
    summary = Summary(
        as_of=instant,
        decisions=outcome.outcomes.total(),
        outcomes=dict(sorted(outcome.outcomes.items())),
        policies=frozenset(outcome.policies),
        ledger=outcome.totals.lines(),
        refusals=Counter(refusal.code for refusal in became.refusals),
        tally=tally + became.tally,
        ignored_columns=sorted(set(log.columns) - set(COLUMNS)),
    )
    types = "ticket string, reason string, message string, row string"
    return SparkDecisions(decisions, session.createDataFrame(rejected, types), summary, decided)


def _last(rows: DataFrame) -> int:
    """Return the last instant of a log, in microseconds, UTC."""
    ((last,),) = rows.mapInArrow(worker.latest, "instant bigint").agg(F.max("instant")).collect()
    return last or 0


def _decided(rows: DataFrame, shared: Broadcast[bytes], as_of: int) -> DataFrame:
    """Return serialized batches of decided tickets, kept where Spark has room."""
    packed = rows.mapInArrow(partial(worker.pack, policies=shared), "ticket string, event binary")
    lists = packed.groupBy("ticket").agg(F.collect_list("event").alias("events"))
    deciding = partial(worker.decide, policies=shared, as_of=as_of)
    return lists.mapInArrow(deciding, "batch binary, facts binary").persist(StorageLevel.MEMORY_AND_DISK)


def _rows_of(rows: DataFrame, tickets: list[str]) -> pa.Table:
    """Return the rows of some tickets and those of no ticket, as they came, in an order of their own."""
    nameless = rows.filter(F.col("ticket").isNull() | (F.col("ticket").cast("string") == ""))
    found = nameless
    if tickets:
        names = rows.sparkSession.createDataFrame(pa.table({"set_aside": tickets}))
        found = nameless.unionAll(
            rows.join(names, rows["ticket"].cast("string") == names["set_aside"], "left_semi")
        )
    table = found.toArrow()
    return table.sort_by([(name, "ascending") for name in table.column_names])
