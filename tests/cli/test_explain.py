"""`slawyer explain`: every option, every exit code, and messages instead of tracebacks."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from pathlib import Path
from shlex import split

import pytest
from click import unstyle
from jsonschema import Draft202012Validator

from tests.cli.command import EXAMPLE, ROOT, inside, slawyer
from tests.cli.small import HEADER, LATE, MET, Project, project
from validator.workspace.schemas import schema
from validator.workspace.zones import tzdata_version

FORMATS = ("text", "markdown", "html", "json")


@pytest.fixture
def small(tmp_path: Path) -> Project:
    return project(tmp_path)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what is shown of a late ticket in every format."""
    made = project(tmp_path_factory.mktemp("shown"))
    found = {kind: made.run("explain", "log.csv", "late", "--format", kind) for kind in FORMATS}
    assert {(done.returncode, done.stderr) for done in found.values()} == {(0, "")}
    return {kind: done.stdout for kind, done in found.items()}


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


# --- what is told ---


def test_a_ticket_of_the_shipped_log_is_explained() -> None:
    done = inside("explain", EXAMPLE, "Z-1012")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Ticket Z-1012\n\nStickerei Rorschach AG has the plan Production")
    assert "18. The decision is therefore: too late.\n" in done.stdout
    assert f"  log example-log.csv: SHA-256 {digest(ROOT / EXAMPLE)}\n" in done.stdout


def test_the_language_may_be_german(small: Project) -> None:
    done = small.run("explain", "log.csv", "late", "--language", "de")
    assert done.returncode == 0
    assert "20 Minuten zu spät" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("kind", "begins"),
    [
        ("text", "Ticket late\n"),
        ("markdown", "# Ticket late\n"),
        ("html", "<!doctype html>\n"),
        ("json", "{\n"),
    ],
)
def test_there_are_four_formats(shown: dict[str, str], kind: str, begins: str) -> None:
    assert shown[kind].startswith(begins)
    assert shown[kind].endswith("\n") or kind == "html"


def test_json_keeps_to_its_schema_with_the_proof(small: Project, shown: dict[str, str]) -> None:
    record = json.loads(shown["json"])
    assert list(Draft202012Validator(schema("explanation")).iter_errors(record)) == []
    proof = record["proof"]
    assert proof["logs"] == {"log.csv": digest(small.root / "log.csv")}
    assert (proof["policy"], proof["software"]) == ("minimal", version("slawyer"))
    assert proof["zones_release"] == tzdata_version()
    assert list(proof["holidays"]) == ["CH-SG"]


def test_a_trace_tells_readings_and_every_day(small: Project) -> None:
    small.log(
        LATE.splitlines()[0], "other,2024-11-02T10:00:00+02:00,submitted,bakery-2024,severe,ticket,customer"
    )
    plain, traced = (small.run("explain", "log.csv", "late", *extra).stdout for extra in ((), ("--trace",)))
    assert "Whose holidays? -> " not in plain
    assert "Whose holidays? -> " in traced
    assert "2024-09-04 to 2024-10-31" in plain or " to 2024-11-" in plain
    assert " to 2024-" not in traced.partition("The time counted")[2].partition("The clock")[0]


def test_an_instant_to_decide_at_may_be_given(small: Project) -> None:
    done = small.run("explain", "log.csv", "late", "--as-of", "2024-09-02T09:10:00Z")
    assert done.returncode == 0
    assert "10 minutes late" in " ".join(done.stdout.split())
    assert "The decision is therefore: overdue." in done.stdout


def test_several_logs_are_read_as_one(small: Project) -> None:
    small.log(LATE.splitlines()[0], name="one.csv")
    small.log(LATE.splitlines()[1], name="two.csv")
    done = small.run("explain", "one.csv", "two.csv", "late")
    assert done.returncode == 0
    assert "20 minutes late" in " ".join(done.stdout.split())
    assert "  slawyer explain one.csv two.csv late --as-of 2024-09-02T09:20:00Z\n" in done.stdout


def test_the_policies_may_lie_elsewhere(small: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    done = inside("explain", small.root / "log.csv", "late", "--policies", small.policies.root, cwd=elsewhere)
    assert done.returncode == 0
    assert str(small.root) not in done.stdout


# --- how to repeat it ---


@pytest.mark.parametrize("ticket", ["late", "it's; late", "two words", "--late"])
def test_the_command_that_is_told_gives_the_same_answer(small: Project, ticket: str) -> None:
    small.log(LATE.replace("late,", f"{ticket},"), MET)
    first = small.run("explain", "--", "log.csv", ticket)
    record = json.loads(small.run("explain", "--format", "json", "--", "log.csv", ticket).stdout)
    again = small.run(*split(record["proof"]["command"])[1:])
    assert (again.returncode, again.stdout) == (0, first.stdout)


def test_the_command_names_how_stamps_and_columns_were_read(small: Project) -> None:
    small.write("log.csv", "Key,When\nA,2024-10-27T02:30:00\n")
    small.write(
        "query.sql",
        "SELECT Key AS ticket, \"When\" AS \"at\", 'submitted' AS event, 'bakery-2024' AS agreement, "
        "'severe' AS severity, 'ticket' AS channel FROM log",
    )
    options = ["--query", "query.sql", "--time-zone", "Europe/Zurich", "--ambiguous", "later"]
    done = small.run("explain", "log.csv", "A", *options)
    assert done.returncode == 0
    assert "Sunday, 27 October 2024, 02:30 CET" in " ".join(done.stdout.split())
    command = next(line for line in done.stdout.splitlines() if line.startswith("  slawyer explain")).strip()
    assert command.endswith("--query query.sql --time-zone Europe/Zurich --ambiguous later")
    assert small.run(*split(command)[1:]).stdout == done.stdout


def test_neither_clock_nor_zone_nor_language_nor_colours_of_the_machine_matter(
    small: Project, shown: dict[str, str]
) -> None:
    machine = {
        "TZ": "Asia/Tokyo",
        "LC_ALL": "C.UTF-8",
        "LANG": "de_CH",
        "FORCE_COLOR": "1",
        "CLICOLOR_FORCE": "1",
    }
    there = slawyer("explain", "log.csv", "late", cwd=small.root, **machine)
    assert there.returncode == 0
    assert there.stdout == shown["text"]
    assert "\x1b" not in there.stdout


def test_there_is_colour_on_a_terminal_and_for_nobody_who_refuses_it(
    small: Project, shown: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    styled = small.show("explain", "log.csv", "late")
    assert "\x1b[1mTicket late\x1b[0m" in styled
    assert [line.rstrip() for line in unstyle(styled).splitlines()] == shown["text"].splitlines()
    monkeypatch.setenv("NO_COLOR", "1")
    assert small.show("explain", "log.csv", "late") == shown["text"]


# --- where it is written ---


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_holds_what_is_shown_byte_by_byte(small: Project, shown: dict[str, str], kind: str) -> None:
    done = small.run("explain", "log.csv", "late", "--format", kind, "--output", "letter")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (small.root / "letter").read_text("utf-8") == shown[kind]  # of another folder: it names none
    assert str(small.root) not in shown[kind]


def test_an_earlier_file_is_replaced_whole(small: Project) -> None:
    small.write("letter", "x" * 100_000)
    small.run("explain", "log.csv", "met", "--output", "letter")
    assert "x" * 100 not in (small.root / "letter").read_text("utf-8")
    assert {file.name for file in small.root.iterdir()} == {"policies", "log.csv", "letter"}


def test_a_file_that_cannot_be_written_is_trouble(small: Project) -> None:
    done = small.run("explain", "log.csv", "late", "--output", "nowhere/letter")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nowhere/letter cannot be written" in done.stderr
    assert not (small.root / "nowhere").exists()


# --- tickets that are not decided ---

REJECTED = {
    "no offset": (
        "A,2024-09-02T10:00:00,submitted,bakery-2024,severe,ticket,customer",
        "has no offset from UTC",
    ),
    "no agreement": (
        "A,2024-09-02T10:00:00Z,submitted,,severe,ticket,customer",
        "the submission names no agreement",
    ),
    "nobody's": (
        "A,2024-09-02T10:00:00Z,submitted,nobody-2024,severe,ticket,customer",
        "no agreement `nobody-2024`",
    ),
    "severity": ("A,2024-09-02T10:00:00Z,submitted,bakery-2024,sev,ticket,customer", "no severity `sev`"),
    "never submitted": ("A,2024-09-02T10:00:00Z,closed,,,,agent", "the ticket has no `submitted` event"),
    "too early": ("A,2023-06-01T10:00:00Z,submitted,bakery-2024,severe,ticket,customer", "no edition"),
}


@pytest.mark.parametrize("kind", REJECTED)
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_ticket_that_cannot_be_decided_says_why_and_exits_with_1(
    small: Project, kind: str, language: str
) -> None:
    row, why = REJECTED[kind]
    small.log(row, MET)
    done = small.run("explain", "log.csv", "A", "--language", language)
    assert (done.returncode, done.stderr) == (1, "")
    begins = {"en": "The ticket cannot be decided: ", "de": "Das Ticket kann nicht entschieden werden: "}
    heading, nothing, sentence = done.stdout.splitlines()
    assert (heading, nothing) == ("Ticket A", "")
    assert sentence.startswith(begins[language])
    assert why in sentence
    assert sentence.endswith(".")
    assert not sentence.endswith("..")


def test_hostile_names_never_reach_a_terminal(small: Project) -> None:
    small.log("A\x1b[31m,2024-09-02T10:00:00Z,submitted,bakery-2024,sev\x1b[2J,ticket,customer")
    done = small.run("explain", "log.csv", "A\x1b[31m")
    assert done.returncode == 1
    assert "Ticket A\\x1b[31m\n" in done.stdout
    assert "no severity `sev\\x1b[2J`" in done.stdout


def test_a_ticket_beyond_the_locked_holidays_says_so(small: Project) -> None:
    small.log(LATE.splitlines()[0])
    done = small.run("explain", "log.csv", "late", "--as-of", "2026-06-01T00:00:00Z")  # unanswered until then
    assert done.returncode == 1
    assert "are frozen for 2023 to 2025 only" in done.stdout
    assert not done.stdout.rstrip().endswith("..")


def test_invalid_policies_are_shown_instead(small: Project) -> None:
    small.policies.write("policy.yaml", "policy: [\n")
    done = small.run("explain", "log.csv", "late")
    assert done.returncode == 1
    assert "minimal/policy.yaml" in done.stdout + done.stderr
    assert "Ticket late" not in done.stdout


# --- what cannot be carried out ---


@pytest.mark.parametrize(
    ("arguments", "messages"),
    [
        (["log.csv", "lte"], ["there is no ticket lte in this log", "Did you mean late?"]),
        (
            ["log.csv", "nothing like it"],
            ["there is no ticket nothing like it", "upper and lower case differ"],
        ),
        (["log.csv"], ["name a log and a ticket", "Like this: slawyer explain log.csv TICKET"]),
        ([], ["Missing argument 'LOG... TICKET'"]),
        (["none.csv", "late"], ["there is no file none.csv"]),
        (["policies", "late"], ["is a folder"]),
        (["log.csv", "late", "--language", "fr"], ["'fr' is not one of 'en', 'de'"]),
        (["log.csv", "late", "--format", "pdf"], ["'pdf' is not one of"]),
        (["log.csv", "late", "--policies", "none"], ["there is no folder none"]),
        (["log.csv", "late", "--as-of", "tomorrow"], ["--as-of: `tomorrow` is not an instant"]),
        (
            ["log.csv", "late", "--as-of", "2024-01-01T00:00:00Z"],
            ["had not been submitted by 2024-01-01T00:00:00Z"],
        ),
        (["log.csv", "late", "--time-zone", "Europe/Zurih"], ["Did you mean Europe/Zurich?"]),
        (["log.csv", "late", "--query", "none.sql"], ["none.sql"]),
        (["log.csv", "late", "--ambiguous", "perhaps"], ["'perhaps' is not one of"]),
        (["log.csv", "late", "--output", "policies"], ["is a directory"]),
        (["log.csv", "late", "--bogus"], ["No such option", "--bogus"]),
    ],
)
def test_bad_input_gives_a_message_and_exits_with_2(
    small: Project, arguments: list[str], messages: list[str]
) -> None:
    done = small.run("explain", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert "bug of ours" not in done.stderr
    for message in messages:
        assert message in done.stderr


def test_a_ticket_of_which_no_clock_has_started_says_so(small: Project) -> None:
    small.policies.change(
        "editions/2024-01-01/objectives.yaml", ("{ event: submitted }", "{ event: resolved }")
    )
    done = small.run("explain", "log.csv", "late")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nothing was promised about ticket late that has begun" in done.stderr


def test_an_empty_log_holds_no_ticket(small: Project) -> None:
    small.write("log.csv", HEADER + "\n")
    done = small.run("explain", "log.csv", "late")
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no ticket late in this log" in done.stderr


def test_a_project_without_policies_says_so(small: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    done = inside("explain", small.root / "log.csv", "late", cwd=tmp_path_factory.mktemp("bare"))
    assert done.returncode == 2
    assert "there is no folder `policies` here or in any folder above" in done.stderr


def test_help_shows_an_example_and_every_option() -> None:
    done = inside("explain", "--help")
    assert done.returncode == 0
    assert "slawyer explain policies/zitadel/example-log.csv Z-1012" in done.stdout
    for option in ("--policies", "--query", "--time-zone", "--ambiguous", "--as-of", "--memory-limit"):
        assert option in done.stdout
    for option in ("--format", "--language", "--trace", "--output"):
        assert option in done.stdout
