"""A recorded run decided again with what is at hand, and compared with what it wrote."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import duckdb

from validator.evaluate.book import zones_of
from validator.evaluate.columns.arrow import ledger_table
from validator.render.replay import Cause, Compared, Difference, Replayed
from validator.workspace.book import book_of
from validator.workspace.evaluation import decisions_of, evaluate_log
from validator.workspace.logs import StampReading, instant_of
from validator.workspace.logs.read import read_log
from validator.workspace.outputs import rejected_table, write_table
from validator.workspace.recorded import SHORT, Run, find_inputs
from validator.workspace.trouble import Trouble
from validator.workspace.zones import load_zone, tzdata_version, zone_digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.workspace.evaluation import Evaluation
    from validator.workspace.policies import Policies

KEYS: Final = {
    "decisions": ("ticket", "obligation", "occurrence"),
    "ledger": ("agreement", "credit_unit"),
    "rejected": ("file", "line"),
}
PLACE: Final = "clause"
"""The column that cites a line: it may move without anything being decided otherwise."""

SHOWN: Final = 20
READERS: Final = {
    "csv": "read_csv({path}, all_varchar = true, header = true, delim = ',', quote = '\"', escape = '\"')",
    "jsonl": "read_json({path}, format = 'newline_delimited', columns = {columns})",  # no row would be no column
    "parquet": "read_parquet({path})",
}


def replay(run: Run, given: Sequence[str], policies: Policies) -> Replayed:
    """Decide the logs of a run again and compare decisions, ledger and rejected rows with the recorded ones."""
    inputs = find_inputs(
        run, given, [policies.root, *sorted(each for each in policies.root.iterdir() if each.is_dir())]
    )
    evaluation = _again(run, inputs, policies)
    with TemporaryDirectory() as kept:
        folder = Path(kept)
        today = {
            "decisions": decisions_of(evaluation, policies.documents),
            "ledger": ledger_table(evaluation.ledger),
            "rejected": rejected_table(evaluation.rejected),
        }
        for name, rows in today.items():
            write_table(rows, folder, name, run.kind)
        tables = tuple(_compared(name, rows.column_names, run, folder) for name, rows in today.items())
    return Replayed(tables, tuple(_causes(run, policies)))


def _again(run: Run, inputs: Sequence[Path], policies: Policies) -> Evaluation:
    record = run.record
    zone = load_zone(record["time_zone"]) if record["time_zone"] else None
    if record["time_zone"] and zone is None:
        raise Trouble(
            f"there is no time zone `{record['time_zone']}` any more", "The run read its stamps in it."
        )
    from validator.timetable.stamps import Ambiguous  # noqa: PLC0415 -- beside its only use

    stamps = StampReading(zone, Ambiguous[(record["ambiguous"] or "reject").upper()])
    as_of = instant_of(record["as_of"], StampReading())
    if isinstance(as_of, str):
        raise Trouble(
            f"the record has an impossible `as_of`: {as_of}", "The record of a run is never edited."
        )
    return evaluate_log(read_log(inputs, record["query"]), book_of(policies.policies), stamps, as_of)


def _compared(name: str, columns: Sequence[str], run: Run, now: Path) -> Compared:
    """Compare a table of the run with today's, value by value, as text of the same format."""
    keys = KEYS[name]
    with duckdb.connect(":memory:") as engine:
        engine.execute("SET TimeZone = 'UTC'")
        _load(engine, "present", now / f"{name}.{run.kind}", run.kind, columns)
        if _load(engine, "past", run.folder / f"{name}.{run.kind}", run.kind, columns) != columns:
            raise Trouble(
                f"{run.folder / name}.{run.kind} has other columns than this release writes",
                "Use the release that is named in run.json under `software`.",
            )
        join = " AND ".join(f"past.{_q(key)} IS NOT DISTINCT FROM present.{_q(key)}" for key in keys)
        engine.execute(f"CREATE VIEW both_ AS SELECT past, present FROM past JOIN present ON {join}")
        values = [column for column in columns if column not in keys]
        substance = [column for column in values if column != PLACE]
        differs = " OR ".join(_distinct(column) for column in substance) or "false"
        moved = f"NOT ({differs}) AND {_distinct(PLACE)}" if PLACE in values else "false"
        counts = {column: _count(engine, f"FROM both_ WHERE {_distinct(column)}") for column in substance}
        first = [
            *_whole_rows(engine, keys, "past", "present", join),
            *_whole_rows(engine, keys, "present", "past", join),
            *_values(engine, keys, [column for column, count in counts.items() if count]),
        ]
        return Compared(
            name=name,
            rows_then=_count(engine, "FROM past"),
            rows_now=_count(engine, "FROM present"),
            only_then=_count(engine, f"FROM past ANTI JOIN present ON {join}"),
            only_now=_count(engine, f"FROM present ANTI JOIN past ON {join}"),
            changed=_count(engine, f"FROM both_ WHERE {differs}"),
            moved=_count(engine, f"FROM both_ WHERE {moved}"),
            columns=tuple((column, count) for column, count in counts.items() if count),
            first=tuple(first[:SHOWN]),
        )


def _load(
    engine: duckdb.DuckDBPyConnection, name: str, path: Path, kind: str, expected: Sequence[str]
) -> list[str]:
    """Load a table with all its values as text; return its columns, which JSON Lines cannot say for themselves."""
    literal = "'" + str(path).replace("'", "''") + "'"
    struct = "{" + ", ".join(f"{_q(column)}: 'VARCHAR'" for column in expected) + "}"
    try:
        engine.execute(
            f"CREATE TABLE raw_{name} AS FROM {READERS[kind].format(path=literal, columns=struct)}"
        )
        columns = [row[0] for row in engine.execute(f"DESCRIBE raw_{name}").fetchall()]
        texts = ", ".join(f"CAST({_q(column)} AS VARCHAR) AS {_q(column)}" for column in columns)
        engine.execute(f"CREATE TABLE {name} AS SELECT {texts} FROM raw_{name}")
    except duckdb.Error as failure:
        said = str(failure).splitlines()[0]
        raise Trouble(f"{path} cannot be read: {said}", "The output of a run is never edited.") from failure
    return columns


def _distinct(column: str) -> str:
    return f"past.{_q(column)} IS DISTINCT FROM present.{_q(column)}"


def _q(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _count(engine: duckdb.DuckDBPyConnection, rest: str) -> int:
    (found,) = engine.execute(f"SELECT count(*) {rest}").fetchall()
    return int(found[0])


def _whole_rows(
    engine: duckdb.DuckDBPyConnection, keys: Sequence[str], one: str, other: str, join: str
) -> Iterator[Difference]:
    named = ", ".join(f"{one}.{_q(key)}" for key in keys)
    query = f"SELECT {named} FROM {one} ANTI JOIN {other} ON {join} ORDER BY ALL LIMIT {SHOWN}"
    for row in engine.execute(query).fetchall():
        key = " ".join(str(part) for part in row)
        yield Difference(key, "", "is there", "") if one == "past" else Difference(key, "", "", "is there")


def _values(
    engine: duckdb.DuckDBPyConnection, keys: Sequence[str], columns: Sequence[str]
) -> Iterator[Difference]:
    named = ", ".join(f"past.{_q(key)}" for key in keys)
    for column in columns:
        query = (
            f"SELECT {named}, past.{_q(column)}, present.{_q(column)} FROM both_ WHERE {_distinct(column)} "
            f"ORDER BY ALL LIMIT {SHOWN}"
        )
        for *key, then, now in engine.execute(query).fetchall():
            yield Difference(" ".join(str(part) for part in key), column, then or "", now or "")


def _causes(run: Run, policies: Policies) -> Iterator[Cause]:
    """Yield what the run was made with and is another one now."""
    by_id = {policy.id: policy for policy in policies.policies}
    for entry in run.record["policies"]:
        policy = by_id.get(entry["id"])
        if policy is None:
            yield Cause(f"policy {entry['id']}", _short(entry["sha256"]), "is gone")
            continue
        if policies.digests[policy.id] != entry["sha256"]:
            yield Cause(f"policy {policy.id}", _short(entry["sha256"]), _short(policies.digests[policy.id]))
        calendars = policy.lock.calendars if policy.lock else {}
        for name, digest in entry["holidays"].items():
            now = calendars[name].digest if name in calendars else ""
            if now != digest:
                yield Cause(
                    f"holidays {name} of policy {policy.id}", _short(digest), _short(now) or "are gone"
                )
    zones = run.record["zones"]
    known = [by_id[entry["id"]] for entry in run.record["policies"] if entry["id"] in by_id]
    digest = zone_digest(zones_of(known))
    if len(known) == len(run.record["policies"]) and digest != zones["sha256"]:
        yield Cause(
            "time zone data",
            f"{zones['release']} {_short(zones['sha256'])}",
            f"{tzdata_version()} {_short(digest)}",
        )
    software = run.record["software"]["slawyer"]
    if software != version("slawyer"):
        yield Cause("slawyer", software, version("slawyer"))


def _short(digest: str) -> str:
    return f"{digest[:SHORT]}…" if digest else ""
