"""Two tables are compared value by value, whatever their format and the order of their rows."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from validator.render.replay import Compared, Difference, Found, Value
from validator.workspace.comparison import KEYS, agreements_of, compared
from validator.workspace.outputs import write_table
from validator.workspace.trouble import Trouble

Row = tuple[str, int, str | None, str]
"""A ticket, an occurrence, an outcome and the clause it rests on."""

KINDS = pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
HERE, BELOW, ELSEWHERE = "p/a.yaml:4 Targets", "p/a.yaml:12 Targets", "p/a.yaml:4 Other targets"
A, B, C = ("A", 1, "met", HERE), ("B", 2, "breached", HERE), ("B", 10, None, HERE)


def decisions(rows: list[Row]) -> pa.Table:
    return pa.table(
        {
            "ticket": pa.array([row[0] for row in rows], pa.string()),
            "agreement": pa.array([f"{row[0]}-2024" for row in rows], pa.string()),
            "obligation": pa.array(["initial_response"] * len(rows), pa.string()),
            "occurrence": pa.array([row[1] for row in rows], pa.int64()),
            "outcome": pa.array([row[2] for row in rows], pa.string()),
            "clause": pa.array([row[3] for row in rows], pa.string()),
        }
    )


def side(folder: Path, name: str, table: pa.Table, kind: str, called: str = "decisions") -> Path:
    (folder / name).mkdir(exist_ok=True)
    write_table(table, folder / name, called, kind)
    return folder / name / f"{called}.{kind}"


def beside(folder: Path, then: list[Row], now: list[Row], kind: str = "csv") -> Compared:
    return compared(
        "decisions",
        side(folder, "then", decisions(then), kind),
        side(folder, "now", decisions(now), kind),
        kind,
    )


def key(row: Row) -> tuple[str, str, str]:
    return row[0], "initial_response", str(row[1])


@KINDS
def test_equal_tables_are_the_same_in_any_order_of_rows(tmp_path: Path, kind: str) -> None:
    same = Compared("decisions", KEYS["decisions"], 3, 3)
    assert beside(tmp_path, [A, B, C], [A, B, C], kind) == same
    assert beside(tmp_path, [C, A, B], [A, B, C], kind) == same


@KINDS
def test_tables_without_rows_are_compared(tmp_path: Path, kind: str) -> None:
    assert beside(tmp_path, [], [], kind).same
    assert beside(tmp_path, [], [A], kind).only_now == 1
    assert beside(tmp_path, [A], [], kind).only_then == 1


@KINDS
def test_differences_are_told_by_key_and_column(tmp_path: Path, kind: str) -> None:
    found = beside(tmp_path, [A, B, C], [(*A[:2], "breached", HERE), C, ("D", 1, "met", HERE)], kind)
    assert found == Compared(
        name="decisions",
        key=("ticket", "obligation", "occurrence"),
        rows_then=3,
        rows_now=3,
        only_then=1,
        only_now=1,
        changed=1,
        columns={"outcome": 1},
        first=(
            Difference(key(A), Found.CHANGED, (Value("outcome", "met", "breached"),)),
            Difference(key(B), Found.ONLY_THEN, (Value("outcome", "breached", None),)),
            Difference(("D", "initial_response", "1"), Found.ONLY_NOW, (Value("outcome", None, "met"),)),
        ),
    )
    assert found.differing == 3


@KINDS
def test_no_value_is_another_one_than_some_value(tmp_path: Path, kind: str) -> None:
    found = beside(tmp_path, [C], [(*C[:2], "met", HERE)], kind)
    assert found.first == (Difference(key(C), Found.CHANGED, (Value("outcome", None, "met"),)),)


def test_another_line_is_a_difference_of_place_and_another_clause_too(tmp_path: Path) -> None:
    found = beside(tmp_path, [A, B, C], [(*A[:3], BELOW), (*B[:3], ELSEWHERE), (*C[:2], "met", BELOW)], "csv")
    assert (found.moved, found.recited, found.changed) == (1, 1, 1)
    assert found.columns == {"outcome": 1}
    assert [each.key for each in found.first] == [key(C)]
    assert beside(tmp_path, [A], [(*A[:3], BELOW)]).same


def test_the_first_twenty_rows_are_shown_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    then: list[Row] = [("A", number, "met", HERE) for number in range(1, 31)]
    found = beside(tmp_path, then, [(*row[:2], "breached", HERE) for row in then])
    assert found.changed == 30
    assert [each.key[2] for each in found.first] == [str(number) for number in range(1, 21)]


def test_rows_that_share_a_key_are_paired_one_by_one(tmp_path: Path) -> None:
    assert beside(tmp_path, [A, A, B], [A, B]).only_then == 1
    assert beside(tmp_path, [A, A, B], [A, A, B, A]).only_now == 1
    changed = beside(tmp_path, [A, A], [A, (*A[:2], "breached", HERE)])
    assert (changed.changed, changed.only_then, changed.only_now) == (1, 0, 0)


def test_rows_without_a_part_of_their_key_are_paired(tmp_path: Path) -> None:
    def ledger(credit: str) -> pa.Table:
        return pa.table(
            {"agreement": ["acme"], "credit_unit": pa.array([None], pa.string()), "credit": [credit]}
        )

    then, now = (
        side(tmp_path, name, ledger(credit), "jsonl", "ledger")
        for name, credit in (("then", "1"), ("now", "2"))
    )
    found = compared("ledger", then, now, "jsonl")
    assert found.first == (Difference(("acme", None), Found.CHANGED, (Value("credit", "1", "2"),)),)


def test_how_a_value_is_written_makes_no_difference(tmp_path: Path) -> None:
    then = side(tmp_path, "then", decisions([A, B]), "csv")
    quoted = [
        ",".join(f'"{cell}"' for cell in line.split(",")) for line in then.read_text("utf-8").splitlines()
    ]
    then.write_text("\r\n".join(quoted) + "\r\n", encoding="utf-8")
    assert compared("decisions", then, side(tmp_path, "now", decisions([A, B]), "csv"), "csv").same


@KINDS
def test_other_columns_are_no_table_of_this_release(tmp_path: Path, kind: str) -> None:
    then = side(tmp_path, "then", decisions([A]).drop_columns(["clause"]), kind)
    with pytest.raises(Trouble, match="has other columns than this release writes"):
        compared("decisions", then, side(tmp_path, "now", decisions([A]), kind), kind)


@KINDS
def test_agreements_are_those_of_the_decisions(tmp_path: Path, kind: str) -> None:
    assert agreements_of(side(tmp_path, "then", decisions([A, B, C]), kind), kind) == {"A-2024", "B-2024"}
    assert agreements_of(side(tmp_path, "then", decisions([]), kind), kind) == set()


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", 'q"']),
        st.integers(1, 2),
        st.sampled_from(["met", "breached", None]),
        st.sampled_from([HERE, BELOW]),
    ),
    max_size=6,
)


@settings(max_examples=25)
@given(ROWS, ROWS)
def test_the_counts_add_up_whichever_way_round(
    tmp_path_factory: pytest.TempPathFactory, then: list[Row], now: list[Row]
) -> None:
    folder = tmp_path_factory.mktemp("laws")
    forth, back = beside(folder, then, now), beside(folder, now, then)
    assert (forth.rows_then, forth.rows_now) == (len(then), len(now))
    assert forth.rows_then - forth.only_then == forth.rows_now - forth.only_now
    assert (forth.only_then, forth.only_now) == (back.only_now, back.only_then)
    assert (forth.changed, forth.moved, forth.columns) == (back.changed, back.moved, back.columns)
    substance = [sorted(map(repr, (row[:3] for row in rows))) for rows in (then, now)]
    if substance[0] != substance[1]:
        assert not forth.same
    assert beside(folder, then, then).same
