from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from tests.workspace.logs.files import of_every_kind
from validator.workspace.logs.read import read_log
from validator.workspace.stream.asking import kept_result

TEXT = st.none() | st.text("aAäß+,\" '\x00\n", max_size=3)
ROWS = st.lists(
    st.fixed_dictionaries(
        {"ticket": TEXT, "at": TEXT, "event": TEXT, "by": TEXT, "other": st.integers(0, 3)}
    ),
    max_size=12,
)


@given(ROWS, ROWS)
def test_a_kept_result_is_what_is_read_in_memory(
    one: list[dict[str, object]], two: list[dict[str, object]]
) -> None:
    query = "FROM log UNION ALL FROM (SELECT 'x', 'y', 'z', '', 1)"
    schema = pa.schema({**dict.fromkeys(("ticket", "at", "event", "by"), pa.string()), "other": pa.int64()})
    with TemporaryDirectory() as place:
        folder = Path(place)
        files = [folder / "one.parquet", folder / "two.parquet"]
        for file, rows in zip(files, (one, two), strict=True):
            parquet.write_table(pa.Table.from_pylist(rows, schema), file)
        inside = read_log(files, query)
        kept = kept_result(files, query, folder, "100MB")
        (part,) = inside.parts
        assert parquet.read_table(kept.path).to_pylist() == part.table.to_pylist()
        assert (kept.name, kept.ignored) == (part.file, part.ignored) == ("result of the query", ["other"])
        assert [entry for note in kept.notes for entry in note.inputs] == inside.inputs


AT = ("TIMESTAMP '2024-05-27 09:00'", "TIMESTAMPTZ '2024-05-27 09:00+02'", "DATE '2024-05-27'")


@pytest.mark.parametrize("at", AT)
def test_instants_keep_their_type(at: str, tmp_path: Path) -> None:
    files = of_every_kind(tmp_path, [{"ticket": "A", "at": "x", "event": "y"}])
    query = f"SELECT ticket, {at} AS \"at\", ['b', 'a'] AS channel, event FROM log"  # noqa: S608 -- our own
    inside = read_log(files, query)
    kept = kept_result(files, query, tmp_path, None)
    (part,) = inside.parts
    assert parquet.read_table(kept.path).to_pylist() == part.table.to_pylist()
    assert len(part.table) == len(files)
