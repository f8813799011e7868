"""What the engine packs is what the readers read: stamps to the microsecond, words to the letter."""

from __future__ import annotations

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.evaluate.columns.layout import FIELDS, Layout
from validator.workspace.logs.engine import closed_engine
from validator.workspace.logs.stamps import StampReading, instants
from validator.workspace.stream.packing import ODD, create_words, packed

LAYOUT = Layout(
    {
        "agreement": ("acme", "zürich"),
        "severity": ("high", "low"),
        "status": (),
        "channels": ("email", "email+phone", "phone"),
        "urgency": ("urgent",),
        "request": ("how to",),
        "feature": tuple(f"feature {number}" for number in range(300)),
    }
)
STAMPS = (
    "2024-03-28T17:10:00Z",
    "2024-03-28T17:10:00+01:00",
    "2024-03-28T17:10:00.5-23:59",
    "1970-01-01T00:00:00.000001Z",
    "2099-12-31T23:59:59.999999Z",
    "2024-02-29T00:00:00Z",
)
LETTERS = "0123456789-:.+TZtz \t"


@st.composite
def stamps(draw: st.DrawFn) -> str:
    """Draw a stamp that is right, or nearly."""
    stamp = draw(st.sampled_from(STAMPS))
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(stamp)))
        cut = draw(st.integers(0, 1))
        stamp = stamp[:place] + draw(st.sampled_from(["", *LETTERS])) + stamp[place + cut :]
    return stamp


def rows(**columns: list[str | None]) -> list[dict[str, object]]:
    """Pack rows of text."""
    size = max(map(len, columns.values()))
    whole = {
        "ticket": ["T"] * size,
        "at": ["2024-03-28T17:10:00Z"] * size,
        "event": ["replied"] * size,
    } | columns
    table = pa.table({name: pa.array(values, pa.string()) for name, values in whole.items()})
    with closed_engine() as engine:
        create_words(engine, LAYOUT)
        engine.register("log", table)
        return list(
            engine.sql(packed(LAYOUT, dict.fromkeys(whole, "VARCHAR"), "log")).to_arrow_table().to_pylist()
        )


@given(st.lists(stamps(), min_size=1, max_size=40))
def test_a_stamp_is_read_as_the_reader_does_or_not_at_all(written: list[str]) -> None:
    read = instants([pa.chunked_array([written], pa.string())], StampReading())
    good = ~np.logical_or.reduce(list(read.problems.values()))
    for row, stamp, instant, is_good in zip(
        rows(at=list(written)), written, read.values.tolist(), good.tolist(), strict=True
    ):
        if row["instant"] is None:
            assert row["stamp"] == stamp
        else:
            assert is_good
            assert (row["instant"], row["stamp"]) == (instant, None)


def test_the_usual_stamps_are_read_at_once() -> None:
    assert all(row["stamp"] is None for row in rows(at=list(STAMPS)))


def said(code: int) -> dict[str, object]:
    """Return what a code says."""
    codes = np.array([code])
    words = {
        name: LAYOUT.words[name][place] if (place := LAYOUT.codes(name, codes)[0]) >= 0 else None
        for name in FIELDS
        if name in LAYOUT.words
    }
    return words | {"by": int(LAYOUT.by(codes)[0]), "public": bool(LAYOUT.public(codes)[0])}


def test_a_row_comes_out_of_its_number_as_it_went_in() -> None:
    (row,) = rows(
        event=["submitted"],
        agreement=["zürich"],
        by=["customer"],
        severity=["low"],
        channel=["phone+email"],
        request=["how to"],
        feature=["feature 299"],
        urgency=["urgent"],
        status=[None],
    )
    found = said(int(str(row["code"])))
    assert found == {
        "agreement": "zürich",
        "severity": "low",
        "status": None,
        "channels": "email+phone",
        "urgency": None,  # not read on a submission
        "request": "how to",
        "feature": "feature 299",
        "by": 1,
        "public": True,
    }


@pytest.mark.parametrize(
    "columns",
    [
        {"event": ["replyed"]},
        {"event": [None]},
        {"by": ["robot"]},
        {"public": ["perhaps"]},
        {"event": ["submitted"], "agreement": ["nobody"]},
        {"event": ["submitted"], "severity": ["Low"]},
        {"event": ["submitted"], "channel": ["email+phone+chat"]},
        {"event": ["status_set"], "status": ["waiting"]},
    ],
)
def test_what_nobody_knows_is_marked(columns: dict[str, list[str | None]]) -> None:
    assert [row["code"] for row in rows(**columns)] == [ODD]


def test_what_is_not_read_on_an_event_does_not_matter() -> None:
    plain, crowded = rows(severity=[None, "none such"], feature=["", "?"])
    assert plain["code"] == crowded["code"] != ODD


def test_the_engine_opens_no_other_file() -> None:
    with closed_engine() as engine, pytest.raises(duckdb.Error, match="disabled"):
        engine.execute(f"SELECT * FROM read_text('{__file__}')")  # noqa: S608 -- our own
