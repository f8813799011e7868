"""The options of every command that reads a ticket log, and what they stand for."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import click
import pytest
from click.testing import CliRunner

from tests.evaluate.worlds import at
from validator.cli.log_options import AMBIGUOUS, Asked, log_options, zone_of
from validator.timetable.stamps import Ambiguous
from validator.workspace import recipes
from validator.workspace.trouble import Trouble

SILENT = {"query_file": None, "time_zone": None, "ambiguous": "reject", "as_of": None, "memory_limit": None}


def asked(**options: object) -> Asked:
    return Asked.of(**(SILENT | options))  # type: ignore[arg-type]


def trouble(**options: object) -> tuple[str, str]:
    with pytest.raises(Trouble) as raised:
        asked(**options)
    return raised.value.message, raised.value.next_step


def test_silence_asks_for_nothing() -> None:
    assert asked() == Asked(None, None, None, "reject", None, None)
    assert asked().stamps.zone is None
    assert asked().stamps.ambiguous is Ambiguous.REJECT


# --- the zone of stamps without an offset ---


def test_a_zone_is_found_by_its_name() -> None:
    found = asked(time_zone="Europe/Zurich")
    assert str(found.zone) == "Europe/Zurich"
    assert found.stamps.zone is found.zone
    assert zone_of(None) is None


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Europe/Zurih", "Did you mean Europe/Zurich?"),
        ("europe/zurich", "Did you mean Europe/Zurich?"),
        ("", "Use a name such as Europe/Zurich."),
        ("../../etc/passwd", "Use a name such as Europe/Zurich."),
        ("Europe", ""),
    ],
)
def test_what_is_no_zone_says_what_was_probably_meant(name: str, hint: str) -> None:
    message, next_step = trouble(time_zone=name)
    assert message == f"there is no time zone `{name}`"
    assert hint in next_step


@pytest.mark.parametrize("which", AMBIGUOUS)
def test_a_local_time_that_occurs_twice_means_what_is_asked_for(which: str) -> None:
    assert asked(ambiguous=which).stamps.ambiguous is Ambiguous[which.upper()]


# --- the instant to decide at ---


def test_an_instant_needs_an_offset_or_a_zone() -> None:
    assert asked(as_of="2024-03-28T16:10:00+01:00").as_of == at("2024-03-28 16:10")
    assert asked(as_of="2024-03-28T16:10:00", time_zone="Europe/Zurich").as_of == at("2024-03-28 16:10")
    assert asked(as_of="2024-03-28T16:10:00Z").as_of == at("2024-03-28 16:10", ZoneInfo("UTC"))
    message, next_step = trouble(as_of="2024-03-28T16:10:00")
    assert message.startswith("--as-of: ")
    assert "no offset" in message
    assert next_step == "Write it like 2024-12-31T23:59:59Z."


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("tomorrow", "is not an instant"),
        ("", "is not an instant"),
        ("2024-02-30T00:00:00Z", "is not an instant"),
        ("1969-12-31T23:59:59Z", "1970"),
        ("2100-01-01T00:00:01Z", "2099"),
    ],
)
def test_what_is_no_instant_is_said_to_be_none(text: str, why: str) -> None:
    assert why in trouble(as_of=text)[0]


def test_an_instant_that_occurs_twice_is_refused_even_if_the_log_may_hold_such() -> None:
    message, _ = trouble(as_of="2024-10-27T02:30:00", time_zone="Europe/Zurich", ambiguous="later")
    assert "occurs twice" in message


# --- the query ---


def test_a_query_is_read_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "query.sql"
    file.write_text("SELECT 'ü' AS ticket FROM log\n", "utf-8")
    assert asked(query_file=file, memory_limit="1GB").query == "SELECT 'ü' AS ticket FROM log\n"


def test_a_query_that_cannot_be_read_is_trouble(tmp_path: Path) -> None:
    binary = tmp_path / "query.sql"
    binary.write_bytes(b"\xff\xfe")
    assert trouble(query_file=tmp_path / "none.sql")[0].endswith("none.sql cannot be read: it does not exist")
    assert trouble(query_file=tmp_path)[0].endswith("cannot be read: it is a folder")
    assert trouble(query_file=binary) == (f"{binary} is not UTF-8 text", "Name a file with an SQL query.")


def test_a_recipe_is_a_query_that_is_there() -> None:
    assert asked(recipe_name="jira").query == recipes.recipe("jira").query
    message, next_step = trouble(recipe_name="jra")
    assert (message, next_step) == ("there is no recipe `jra`", "Did you mean jira?")


def test_a_recipe_and_a_query_exclude_each_other(tmp_path: Path) -> None:
    with pytest.raises(click.UsageError, match="--recipe and --query exclude each other"):
        asked(recipe_name="jira", query_file=tmp_path / "query.sql")


def test_a_log_is_read_as_asked(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text("Key,When\nA,2024-03-28T16:10:00\n", "utf-8")
    query = tmp_path / "query.sql"
    query.write_text('SELECT Key AS ticket, "When" AS "at", \'submitted\' AS event FROM log', "utf-8")
    assert len(asked(query_file=query).rows([log])) == 1


# --- the options of a command ---


def test_a_command_gets_all_options_in_their_order() -> None:
    @click.command()
    @log_options
    def command(**options: object) -> None:
        click.echo(sorted(options))

    names = [parameter.opts[0] for parameter in command.params]
    assert names == ["--query", "--recipe", "--time-zone", "--ambiguous", "--as-of", "--memory-limit"]
    assert all(name in CliRunner().invoke(command, ["--help"]).output for name in recipes.names())
    shown = CliRunner().invoke(command, [])
    assert (
        shown.output == "['ambiguous', 'as_of', 'memory_limit', 'query_file', 'recipe_name', 'time_zone']\n"
    )
