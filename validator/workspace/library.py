"""The front door for programs: `validator.load`, `check` and `decide`."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from validator.checks import check as check_meaning
from validator.timetable.local import EPOCH
from validator.workspace.facts import facts_about

if TYPE_CHECKING:
    from validator.diagnostics import Diagnostic
    from validator.workspace.evaluation import Evaluation
    from validator.workspace.policies import Policies


def check(policies: Policies) -> list[Diagnostic]:
    """Return everything that is wrong or unclear in loaded policies."""
    return [*policies.diagnostics, *check_meaning(policies.policies, facts_about(policies.policies))]


def decide(policies: Policies, events: object, as_of: datetime | None = None) -> Evaluation:
    """Decide the tickets of a log held in memory, as of an instant, by default that of its last event.

    `events` is an Arrow table, a stream of record batches or whatever offers the Arrow C stream interface, with the
    columns of a ticket log; `at` holds timestamps with a zone, or RFC 3339. A missing column raises `Trouble`.
    """
    import pyarrow as pa  # noqa: PLC0415 -- heavy

    from validator.workspace.book import book_of  # noqa: PLC0415 -- heavy
    from validator.workspace.evaluation import evaluate_log  # noqa: PLC0415 -- heavy
    from validator.workspace.logs import StampReading  # noqa: PLC0415 -- heavy
    from validator.workspace.logs.read import together  # noqa: PLC0415 -- heavy
    from validator.workspace.logs.tables import in_memory  # noqa: PLC0415 -- heavy

    instant = None if as_of is None else (as_of - EPOCH) // timedelta(microseconds=1)
    rows = together([in_memory(pa.table(events))])
    return evaluate_log(rows, book_of(policies.policies), StampReading(), instant)
