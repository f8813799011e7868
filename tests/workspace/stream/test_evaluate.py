"""A log evaluated out of core comes out as the same log evaluated in memory: decisions, ledger, rejects and counts."""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from tests.evaluate.worlds import World, worlds
from validator.evaluate.book import Book
from validator.evaluate.columns.arrow import DECISIONS, decisions_table, plain
from validator.location import Address
from validator.timetable.local import rfc3339
from validator.workspace.book import book_of
from validator.workspace.evaluation import evaluate_log
from validator.workspace.logs import StampReading
from validator.workspace.logs.read import read_log
from validator.workspace.logs.rows import COLUMNS
from validator.workspace.policies import load
from validator.workspace.stream.evaluate import Question, evaluating

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "policies" / "zitadel" / "example-log.csv"
BATCHES = (1, 7, 1 << 18)
JUNK = (
    {"at": "yesterday"},
    {"at": "2024-05-06T10:00:00"},
    {"at": "2024-03-31T02:30:00"},
    {"at": "2024-02-30T10:00:00Z"},
    {"at": "2024-05-06T24:00:00Z"},
    {"at": "2024-05-06T 1:00:00Z"},
    {"at": "2024-05-06 10:00:00.123456789+01:00"},
    {"at": "1969-12-31T23:59:59Z"},
    {"at": ""},
    {"event": "replyed"},
    {"event": ""},
    {"by": "robot"},
    {"public": "perhaps"},
    {"public": "FALSE"},
    {"ticket": ""},
    {"severity": "none such"},
    {"channel": "smoke signals"},
    {"channel": " phone + email+phone "},
    {"status": "lost"},
    {"agreement": "none such"},
    {"feature": 'ünknown, "quoted"\nand broken'},
)


@dataclass(frozen=True, repr=False)
class Log:
    """Rows of text under the policies of a world, and what to do with them."""

    world: World
    rows: list[dict[str, str]]
    as_of: int | None
    zone: ZoneInfo | None


def rows_of(world: World) -> list[dict[str, str]]:
    return [
        {
            "ticket": timeline.ticket,
            "at": rfc3339(event.at),
            "event": event.event.value,
            "agreement": event.agreement or "",
            "by": event.by.value if event.by else "",
            "public": "" if event.public else "false",
            "severity": event.severity or "",
            "status": event.status or "",
            "channel": "+".join(event.channels),
            "urgency": event.urgency or "",
            "request": event.request or "",
            "feature": event.feature or "",
        }
        for timeline in world.log
        for event in timeline.events
    ]


@st.composite
def logs(draw: st.DrawFn) -> Log:
    """Draw a world, and its log with copies, in any order, with a few rows spoilt."""
    world = draw(worlds())
    chance = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311 -- no secret
    rows = rows_of(world)
    rows += chance.sample(rows, min(len(rows), 2))
    for _ in range(draw(st.integers(0, 3)) if rows else 0):
        spoilt = chance.randrange(len(rows))
        rows[spoilt] = rows[spoilt] | chance.choice(JUNK)
    chance.shuffle(rows)
    as_of = draw(st.sampled_from([None, world.as_of]))
    return Log(world, rows, as_of, draw(st.sampled_from([None, ZoneInfo("Europe/Zurich")])))


def write_csv(folder: Path, rows: list[dict[str, str]], name: str = "log.csv") -> Path:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    (folder / name).write_text(text.getvalue(), encoding="utf-8")
    return folder / name


def write_packed(folder: Path, rows: list[dict[str, str]]) -> Path:
    whole = write_csv(folder, rows).read_bytes()
    (folder / "log.csv.gz").write_bytes(gzip.compress(whole))
    return folder / "log.csv.gz"


def write_json(folder: Path, rows: list[dict[str, str]]) -> Path:
    lines = [json.dumps(as_object(row)) for row in rows]
    full = json.dumps(dict.fromkeys(COLUMNS, "")) if not rows else ""
    (folder / "log.jsonl").write_text("\n".join([*lines, full]) + "\n", encoding="utf-8")
    return folder / "log.jsonl"


def as_object(row: dict[str, str]) -> dict[str, object]:
    said: dict[str, object] = {name: value for name, value in row.items() if value}
    if len(row["ticket"]) % 2 and row["channel"]:  # channels may come as a list
        said["channel"] = row["channel"].split("+")
    return said


def write_parquet(folder: Path, rows: list[dict[str, str]]) -> Path:
    columns = {name: pa.array([row[name] or None for row in rows], pa.string()) for name in COLUMNS}
    parquet.write_table(pa.table(columns), folder / "log.parquet", row_group_size=5)
    return folder / "log.parquet"


def cite(at: Address, clause: str) -> str:
    return f"{at} {clause}"


def in_memory(files: list[Path], book: Book, log: Log) -> dict[str, object]:
    evaluation = evaluate_log(read_log(files, None), book, StampReading(log.zone), log.as_of)
    return {
        "as of": evaluation.as_of,
        "decisions": plain(decisions_table(evaluation.decisions, cite)).to_pylist(),
        "ledger": evaluation.ledger,
        "rejected": list(evaluation.rejected),
        "refusals": sorted(refusal.code for refusal in evaluation.refusals),
        "tally": evaluation.tally,
        "ignored": list(evaluation.ignored_columns),
    }


def streamed(files: list[Path], book: Book, log: Log, batch: int) -> dict[str, object]:
    question = Question(StampReading(log.zone), log.as_of, batch=batch)
    with (
        TemporaryDirectory() as folder,
        evaluating(files, book, question, Path(folder)) as run,
    ):
        tables = list(run.decisions(cite))
        summary = run.summary()
        return {
            "as of": run.as_of,
            "decisions": plain(pa.concat_tables([DECISIONS.empty_table(), *tables])).to_pylist(),
            "ledger": summary.ledger,
            "rejected": list(run.rejected),
            "refusals": sorted(summary.refusals.elements()),  # type: ignore[attr-defined]
            "tally": summary.tally,
            "ignored": list(summary.ignored_columns),
        }


@settings(suppress_health_check=list(HealthCheck))
@given(
    logs(), st.sampled_from([write_csv, write_packed, write_json, write_parquet]), st.sampled_from(BATCHES)
)
def test_streaming_changes_nothing(log: Log, write: Callable[..., Path], batch: int) -> None:
    with TemporaryDirectory() as folder:
        files = [write(Path(folder), log.rows)]
        assert streamed(files, log.world.book, log, batch) == in_memory(files, log.world.book, log)


@pytest.mark.parametrize("batch", [1, 3, 1000])
def test_the_example_comes_out_alike_in_any_stretches(batch: int) -> None:
    book = book_of(load(ROOT / "policies").policies)
    log = Log(World(book, (), 0), [], None, None)
    assert streamed([EXAMPLE], book, log, batch) == in_memory([EXAMPLE], book, log)
