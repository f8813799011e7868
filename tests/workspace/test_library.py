from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import csv

import validator
from validator.workspace.trouble import Trouble

ROOT = Path(__file__).parents[2]


def test_a_program_decides_what_the_command_decides() -> None:
    loaded = validator.load(ROOT / "policies")
    text = csv.ConvertOptions(column_types={"public": pa.string(), "at": pa.string()})
    events = csv.read_csv(ROOT / "policies" / "zitadel" / "example-log.csv", convert_options=text)
    found = validator.decide(loaded, events)
    assert (len(found.decisions), found.tally.rows_rejected, found.tally.tickets_decided) == (46, 2, 42)
    stream = pa.RecordBatchReader.from_batches(events.schema, events.to_batches(7))
    assert validator.decide(loaded, stream).tally == found.tally
    early = validator.decide(loaded, events, datetime(2024, 1, 20, tzinfo=UTC))
    assert early.tally.tickets_decided == 1
    with pytest.raises(Trouble, match="has no column"):
        validator.decide(loaded, pa.table({"ticket": ["A"]}))


def test_sound_policies_have_no_errors() -> None:
    assert [
        each for each in validator.check(validator.load(ROOT / "policies")) if each.level.value == "error"
    ] == []


def test_only_what_is_promised_is_offered() -> None:
    assert validator.Timetable.__name__ == "Timetable"
    assert not hasattr(validator, "nonsense")
