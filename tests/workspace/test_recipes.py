"""Every recipe reads its export as worked out by hand, says what it reads, and loses nothing."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, cast

import numpy as np
import pyarrow as pa
import pytest

from tests.cli.command import ROOT, inside, rows
from tests.workspace.recipes.exports import DECIDED, HERE, WORDS, adapted, export
from validator.workspace.logs.read import read_log
from validator.workspace.logs.rows import COLUMNS, Part
from validator.workspace.logs.tables import ask
from validator.workspace.recipes import names, recipe
from validator.workspace.trouble import Trouble

NAMES = names()
TAIL = "-- From here on all recipes are the same"
MAY_BE_ABSENT = "may be absent."
each = pytest.mark.parametrize("name", NAMES)

Line = dict[str, Any]


def log_of(files: Iterable[Path], query: str) -> list[dict[str, str]]:
    """Return the rows that a query makes of files, with empty texts for what is absent."""
    [part] = read_log(list(files), query).parts
    return shown(part)


def shown(part: Part) -> list[dict[str, str]]:
    return [{name: value or "" for name, value in row.items()} for row in part.table.to_pylist()]


def in_order(log: list[dict[str, str]]) -> list[tuple[str, ...]]:
    return sorted(tuple(row.values()) for row in log)


def worked_out(name: str) -> list[dict[str, str]]:
    with (HERE / name / "log.csv").open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def changed(name: str, change: Callable[[str, Line], Line]) -> dict[str, list[Line]]:
    """Return the lines of an export's files, changed."""
    return {
        file.name: [change(file.name, json.loads(line)) for line in file.read_text("utf-8").splitlines()]
        for file in export(name)
    }


def asked(files: dict[str, list[Line]], query: str) -> list[dict[str, str]]:
    """Return the rows that a query makes of lines, which are read as files would be."""
    parts = []
    for file, lines in files.items():
        columns = {
            name: [text(line.get(name)) for line in lines] for name in {key for line in lines for key in line}
        }
        table = pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
        parts.append(Part(file, table, np.arange(1, len(lines) + 1), None, [], [], []))
    return shown(ask(parts, query, None))


def text(value: object) -> str | None:
    """Return a value of JSON as the text that a column holds."""
    if value is None or value == "":
        return None
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def paths(value: object, before: str = "") -> set[str]:
    """Return the paths of all values inside of a JSON value, such as `events[].type`."""
    match value:
        case dict():
            inner = (paths(item, f"{before}.{key}" if before else key) for key, item in value.items())
            return {before}.union(*inner) if before else set().union(*inner)
        case list():
            return {before, f"{before}[]"}.union(*(paths(item, f"{before}[]") for item in value))
        case _:
            return {before}


# --- what they are ---


def test_there_is_a_recipe_and_an_export_for_each_help_desk() -> None:
    assert NAMES == ("freshdesk", "github", "jira", "servicenow", "zammad", "zendesk")
    assert set(NAMES) == set(WORDS) == set(DECIDED)
    assert all(export(name) for name in NAMES)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("jirra", "Did you mean jira?"),
        ("Zendesk", "Did you mean zendesk?"),
        ("otrs", f"There are: {', '.join(NAMES)}."),
        ("../logs/jira", f"There are: {', '.join(NAMES)}."),
    ],
)
def test_of_a_name_that_is_none_it_is_said_what_was_meant(name: str, hint: str) -> None:
    with pytest.raises(Trouble) as raised:
        recipe(name)
    assert (raised.value.message, raised.value.next_step) == (f"there is no recipe `{name}`", hint)


def test_behind_the_words_of_the_product_all_recipes_are_the_same() -> None:
    assert len({recipe(name).query.partition(TAIL)[2] for name in NAMES}) == 1
    assert all(recipe(name).query.count(TAIL) == 1 for name in NAMES)


# --- what they say they read is what they read ---


@each
def test_the_export_holds_every_column_of_the_head(name: str) -> None:
    columns = recipe(name).head.columns
    assert [file.name for file in export(name)] == sorted(columns)
    for file in export(name):
        held = set().union(*(paths(json.loads(line)) for line in file.read_text("utf-8").splitlines()))
        flat = {path.replace('"', "") for path in held}
        assert set(columns[file.name]) <= flat, file.name


@each
def test_nothing_is_read_that_the_head_does_not_name(name: str) -> None:
    columns = recipe(name).head.columns

    def only(value: object, file: str, before: str = "") -> object:
        if isinstance(value, list):
            return [only(item, file, f"{before}[]") for item in value]
        if not isinstance(value, dict):
            return value
        named = {key: f"{before}.{key}" if before else key for key in value}
        return {
            key: only(item, file, named[key])
            for key, item in value.items()
            if any(
                path == named[key] or path.startswith((f"{named[key]}.", f"{named[key]}["))
                for path in columns[file]
            )
        }

    files = changed(name, lambda file, line: cast("Line", only(line, file)))
    assert in_order(asked(files, recipe(name).query)) == in_order(worked_out(name))


def required(name: str) -> Iterable[tuple[str, str]]:
    for file, columns in recipe(name).head.columns.items():
        for column, says in columns.items():
            if not says.endswith(MAY_BE_ABSENT):
                yield file, column


def without(value: Any, path: str) -> Any:  # noqa: ANN401 -- JSON
    """Return a JSON value less what stands at a path, each step of which may be a list."""
    if isinstance(value, list):
        return [without(item, path) for item in value]
    if not isinstance(value, dict):
        return value
    if path in value:
        return {key: item for key, item in value.items() if key != path}
    for key in value:
        for join in (".", "[]."):
            if path.startswith(f"{key}{join}"):
                return value | {key: without(value[key], path.removeprefix(f"{key}{join}"))}
        if path == f"{key}[]":
            return {other: item for other, item in value.items() if other != key}
    return value


def lacking(name: str, file: str, column: str) -> dict[str, list[Line]]:
    """Return the lines of an export, those of one file without a column."""
    return changed(name, lambda where, line: without(line, column) if where == file else line)


@each
def test_every_column_of_the_head_is_read(name: str) -> None:
    """Without a column the query cannot be carried out, or gives another log."""
    queries = [recipe(name).query, adapted(recipe(name).query, WORDS[name])]
    whole = [in_order(asked(changed(name, lambda _, line: line), query)) for query in queries]
    unread = []
    for file, column in required(name):
        files = lacking(name, file, column)
        try:
            found = [in_order(asked(files, query)) for query in queries]
        except Trouble as trouble:
            found = [[(trouble.message,)]]
        unread += [f"{file}: {column}"] if found == whole else []
    assert unread == []


@each
def test_what_may_be_absent_may_be_absent(name: str) -> None:
    head = recipe(name).head
    for file, columns in head.columns.items():
        for column, says in columns.items():
            if says.endswith(MAY_BE_ABSENT):
                assert asked(lacking(name, file, column), recipe(name).query), column


@each
def test_a_head_names_the_tables_of_words_and_the_events(name: str) -> None:
    head, query = recipe(name).head, recipe(name).query
    tables = re.findall(r"^([a-z_]+)\([a-z, ]+\) AS \($", query, flags=re.MULTILINE)
    assert list(head.adapt) == tables
    assert set(WORDS[name]) <= set(tables)
    assert list(head.events) == [
        "submitted",
        "replied",
        "severity_set",
        "status_set",
        "resolved",
        "closed",
        "reopened",
    ]
    assert set(head.export) == set(head.columns)
    assert all(address.startswith("https://") for address in head.sources.values())
    assert "escalations" in head.untold


# --- what they make of an export ---


@each
def test_an_export_gives_the_log_worked_out_by_hand(name: str) -> None:
    log = log_of(export(name), recipe(name).query)
    assert set(log[0]) <= set(COLUMNS)
    assert in_order(log) == in_order(worked_out(name))


@each
def test_files_and_lines_may_come_in_any_order(name: str, tmp_path: Path) -> None:
    files = [tmp_path / file.name for file in export(name)]
    for copy, file in zip(files, export(name), strict=True):
        lines = file.read_text("utf-8").splitlines(keepends=True)
        copy.write_text("".join(reversed(lines)), "utf-8")
    assert in_order(log_of(reversed(files), recipe(name).query)) == in_order(worked_out(name))


@each
def test_no_stamp_is_lost_that_cannot_be_read(name: str) -> None:
    """It comes out as it is, to be rejected."""

    def spoilt(value: object) -> object:
        if isinstance(value, dict):
            return {key: spoilt(item) for key, item in value.items()}
        if isinstance(value, list):
            return [spoilt(item) for item in value]
        return (
            "some day" if isinstance(value, str) and re.match(r"(2024-05-14|14-05-2024).", value) else value
        )

    files = changed(name, lambda _, line: cast("Line", spoilt(line)))
    log = asked(files, recipe(name).query)
    openings = [row for row in log if row["event"] == "submitted"]
    assert len(openings) == sum(row["event"] == "submitted" for row in worked_out(name))
    assert all(row["at"].startswith("some") for row in openings)


@each
def test_no_line_is_lost_that_is_of_another_kind(name: str) -> None:
    """Such as a page of answers that was not taken apart; it has no ticket and is rejected."""
    files = changed(name, lambda _, line: line) | {"page.jsonl": [{"next_page": 2}]}
    added = [row for row in asked(files, recipe(name).query) if row["ticket"] == ""]
    assert [row["event"] for row in added] == ["a line of no known kind"]


def test_without_its_activities_freshdesk_tells_what_is_so_now() -> None:
    files = [file for file in export("freshdesk") if file.stem != "activities"]
    log = log_of(files, recipe("freshdesk").query)
    told = [
        (row["event"], row["at"], row["status"]) for row in log if row["ticket"] == "301" and row["by"] == ""
    ]
    assert sorted(told, key=lambda event: event[1:]) == [
        ("reopened", "2024-05-15T07:00:00Z", ""),
        ("status_set", "2024-05-15T07:00:00Z", "open"),
        ("resolved", "2024-05-15T09:00:00Z", ""),
        ("status_set", "2024-05-15T09:00:00Z", "resolved"),
        ("closed", "2024-05-19T09:00:00Z", ""),
        ("status_set", "2024-05-19T09:00:00Z", "closed"),
    ]
    severities = [
        (row["event"], row["severity"]) for row in log if row["ticket"] == "303" and row["severity"]
    ]
    assert severities == [("submitted", "urgent")]


def test_a_term_of_an_agreement_begins_on_its_day() -> None:
    """Before the first line of a customer there is no agreement; the last one that has begun counts."""
    terms = [("4001", "2024-05-14 08:00:00+00", "first"), ("4001", "2024-05-14 14:00:00+00", "second")]
    rows_of = "".join(f"    ('{who}', TIMESTAMPTZ '{since}', '{which}'),\n" for who, since, which in terms)
    query = recipe("zendesk").query.replace(
        "    VALUES\n    ('their-org", f"    VALUES\n{rows_of}    ('their-org"
    )
    log = log_of(export("zendesk"), query)
    assert {row["ticket"]: row["agreement"] for row in log if row["event"] == "submitted"} == {
        "101": "first",
        "102": "4002",
        "103": "4001",
        "104": "second",
        "105": "second",
        "106": "4003",
    }


# --- what is decided of that ---


@pytest.fixture(scope="module", params=NAMES)
def decided(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """Decide an export under the ZITADEL contract, with the recipe adapted to its words."""
    name = request.param
    folder = tmp_path_factory.mktemp(name)
    query = folder / f"{name}.sql"
    query.write_text(adapted(recipe(name).query, WORDS[name]), "utf-8")
    run = folder / "run"
    done = inside("evaluate", *export(name), "--query", query, "-o", run, cwd=ROOT)
    assert done.returncode == 1, done.stdout + done.stderr
    return name, run


def test_six_help_desks_tell_one_story_and_get_the_same_decisions(decided: tuple[str, Path]) -> None:
    name, run = decided
    solved, late, raised = DECIDED[name]
    found = {row["ticket"]: row for row in rows(run / "decisions.csv")}
    assert set(found) == {solved, late, raised}
    columns = (
        "agreement",
        "severity",
        "started_at",
        "deadline",
        "stopped_at",
        "outcome",
        "overrun_seconds",
        "credit",
    )
    assert {ticket: tuple(found[ticket][column] for column in columns) for ticket in found} == {
        # one business hour on extended hours; neither the automatic answer nor the note stops it
        solved: (
            "stickerei-2024", "severity_1", "2024-05-14T08:00:00Z", "2024-05-14T09:00:00Z", "2024-05-14T08:45:00Z",
            "met", "0", "",
        ),
        # two business hours from 14:00; an hour late is four quarters of an hour
        late: (
            "versicherung-2024", "severity_2", "2024-05-14T12:00:00Z", "2024-05-14T14:00:00Z", "2024-05-14T15:00:00Z",
            "breached", "3600", "4",
        ),
        # twelve hours until severity 1 is set at 09:00, then one more; a manager answers
        raised: (
            "stickerei-2024", "severity_1", "2024-05-14T06:00:00Z", "2024-05-14T08:00:00Z", "2024-05-14T07:30:00Z",
            "met", "0", "",
        ),
    }  # fmt: skip


def test_a_run_with_a_recipe_comes_out_the_same_again(decided: tuple[str, Path]) -> None:
    name, run = decided
    assert json.loads((run / "run.json").read_text("utf-8"))["query"] == adapted(
        recipe(name).query, WORDS[name]
    )
    again = inside("replay", run, *export(name), cwd=ROOT)
    assert again.returncode == 0, again.stdout + again.stderr


REJECTED = {
    "zendesk": {"104": "missing-severity", "105": "unknown-severity: low", "106": "unknown-agreement: 4003"},
    "jira": {
        "STICK-4": "missing-severity",
        "STICK-5": "unknown-severity: Lowest",
        "OTHER-6": "unknown-agreement: OTHER",
        "VERS-7": "unknown-event: only 0 of 120 changes",
    },
    "servicenow": {
        "INC0000004": "missing-severity",
        "INC0000005": "unknown-severity: 4",
        "INC0000006": "unknown-agreement: Unbekannt GmbH",
    },
    "freshdesk": {"304": "missing-agreement", "305": "unknown-severity: 1", "306": "unknown-agreement: 4003"},
    "github": {
        "example/support#4": "missing-severity",
        "example/support#5": "unknown-severity: severity: cosmetic",
        "example/support#6": "unknown-agreement: urs-keller",
        "example/support#8": "unknown-agreement: monitoring[bot]",
    },
    "zammad": {
        "22004": "missing-agreement",
        "22005": "unknown-severity: 4 planned",
        "22006": "unknown-agreement: Unbekannt GmbH",
    },
}


def test_what_no_table_of_words_names_is_rejected_with_its_own_word(decided: tuple[str, Path]) -> None:
    name, run = decided
    found = {
        row["ticket"]: row
        for row in reversed(rows(run / "rejected.csv"))
        if row["reason"] != "ticket-rejected"
    }
    assert set(found) == set(REJECTED[name])
    for ticket, expected in REJECTED[name].items():
        reason, _, word = expected.partition(": ")
        assert found[ticket]["reason"] == reason
        assert word in found[ticket]["row"]


def test_a_manager_and_an_automatic_answer_are_told_from_agents(decided: tuple[str, Path]) -> None:
    name, _ = decided
    log = log_of(export(name), adapted(recipe(name).query, WORDS[name]))
    answers = [row["by"] for row in log if row["event"] == "replied" and row["ticket"] == DECIDED[name][2]]
    assert answers == ["manager"]
    first = min(
        (row["at"], row["by"])
        for row in log
        if row["event"] == "replied" and row["ticket"] == DECIDED[name][0]
    )
    assert first[1] == "system"
