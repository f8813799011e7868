"""`slawyer due`: every option, every exit code, and messages instead of tracebacks."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.command import inside, slawyer
from tests.cli.small import Project, project

THEN = ("--at", "2024-09-02 10:00", "--as-of", "2024-09-02 10:15")


@pytest.fixture
def small(tmp_path: Path) -> Project:
    return project(tmp_path)


WHOLE = """\
A bakery has the plan Basic with Faster answers (agreement bakery-2024, edition of 1 January 2024).

Severe: First answer
A first answer is due within 1 business hour: on Monday, 2 September 2024, 11:00. Time left until
then: 45 min; by the clock, 45 min.
Answers (minimal/editions/2024-01-01/service-levels.yaml:14)

               0           6           12          18          24
Mo 2024-09-02  ··············░░░░░░██░░░░░░░░░░░░░░░░··········  10:00 start; 11:00 due

               ░░ open   ██ counted

All times are local: Europe/Zurich.
"""


def test_a_customer_is_told_until_when_and_why(small: Project) -> None:
    done = small.run("due", "bakery-2024", "severe", *THEN)
    assert (done.returncode, done.stdout, done.stderr) == (0, WHOLE, "")


def test_the_shipped_contract_answers_the_question_of_easter() -> None:
    done = inside(
        "due", "stickerei-2024", "severity_2", "--at", "2024-03-28 17:10", "--as-of", "2024-03-28 17:10"
    )
    assert done.returncode == 0
    assert "on Tuesday, 2 April 2024, 07:10." in " ".join(done.stdout.split())
    assert "Good Friday" in done.stdout


def test_without_a_severity_all_are_told(small: Project) -> None:
    done = small.run("due", "bakery-2024", *THEN)
    assert [line for line in done.stdout.splitlines() if line.endswith(": First answer")] == [
        "Severe: First answer",
        "Normal: First answer",
    ]


def test_several_severities_are_told_in_the_order_asked(small: Project) -> None:
    done = small.run("due", "bakery-2024", "normal", "severe", *THEN)
    assert done.stdout.index("Normal: First answer") < done.stdout.index("Severe: First answer")


@pytest.mark.parametrize(
    ("who", "target", "hours"),
    [("basic", "4 business hours", "office"), ("basic+faster", "1 business hour", "longer")],
)
def test_a_plan_that_can_be_bought_is_told_without_a_customer(
    small: Project, who: str, target: str, hours: str
) -> None:
    done = small.run("due", who, "severe", *THEN, "--format", "json")
    assert done.returncode == 0
    (answer,) = json.loads(done.stdout)["answers"]
    assert (answer["target"], answer["schedule"]) == (target, hours)
    assert "ACME" in small.run("due", who, "severe", *THEN).stdout


def test_an_escalation_is_told_once_whatever_the_severities(small: Project) -> None:
    done = small.run("due", "bakery-2024", "--escalation", "urgent", *THEN)
    assert done.returncode == 0
    assert done.stdout.count("An answer to this escalation is due within") == 1


def test_the_count_is_shown_if_wanted(small: Project) -> None:
    done = small.run("due", "bakery-2024", "severe", *THEN, "--count")
    assert (
        "\nMo 2024-09-02  07:00-19:00      1 h               0 min  10:00 clock starts; 11:00 deadline\n"
    ) in done.stdout


def test_the_language_may_be_german(small: Project) -> None:
    done = small.run("due", "bakery-2024", "severe", *THEN, "--language", "de")
    assert "innert 1 business hour fällig: am Montag, 2. September 2024, 11:00." in " ".join(
        done.stdout.split()
    )


def test_json_has_a_version_and_instants_in_utc(small: Project) -> None:
    record = json.loads(small.run("due", "bakery-2024", "severe", *THEN, "--format", "json").stdout)
    assert record["version"] == 1
    (answer,) = record["answers"]
    assert (answer["started_at"], answer["deadline"], answer["as_of"]) == (
        "2024-09-02T08:00:00Z",
        "2024-09-02T09:00:00Z",
        "2024-09-02T08:15:00Z",
    )
    assert (answer["left"], answer["left_by_the_clock"]) == (45 * 60_000_000, 45 * 60_000_000)


def test_a_moment_may_have_an_offset_of_its_own(small: Project) -> None:
    there = small.run(
        "due", "bakery-2024", "severe", "--at", "2024-09-02 17:00+09:00", "--as-of", "2024-09-02T08:15:00Z"
    )
    assert there.stdout == WHOLE


def test_without_a_moment_it_is_now(small: Project) -> None:
    done = small.run("due", "bakery-2024", "severe")  # whose term ended in 2024
    assert done.returncode == 0
    assert "No promise holds: the ticket was submitted on" in done.stdout


def test_who_is_not_entitled_is_an_answer_and_no_failure(small: Project) -> None:
    done = small.run(
        "due", "bakery-2024", "severe", "--at", "2025-06-02 10:00", "--as-of", "2025-06-02 10:00"
    )
    assert done.returncode == 0
    assert "the agreement runs from 1 January 2024 to 31 December 2024." in " ".join(done.stdout.split())


@pytest.mark.parametrize("kind", ["text", "json"])
def test_the_same_question_gives_the_same_bytes(small: Project, kind: str) -> None:
    asked = ("due", "bakery-2024", *THEN, "--format", kind)
    assert small.run(*asked).stdout == small.run(*asked).stdout


def test_nothing_of_the_machine_matters_and_there_is_no_colour_but_on_a_terminal(small: Project) -> None:
    there = slawyer("due", "bakery-2024", "severe", *THEN, cwd=small.root, TZ="Asia/Tokyo", FORCE_COLOR="1")
    assert (there.returncode, there.stdout) == (0, WHOLE)
    assert "\x1b[1mSevere: First answer\x1b[0m" in small.show("due", "bakery-2024", "severe", *THEN)


# --- what cannot be answered ---


@pytest.mark.parametrize(
    ("arguments", "messages"),
    [
        ([], ["Missing argument 'AGREEMENT|PLAN[+ADD_ON]'"]),
        (["bakery"], ["there is no agreement and no plan `bakery`", "Did you mean bakery-2024?"]),
        (
            ["zzz"],
            [
                "there is no agreement and no plan `zzz`",
                "There are: bakery-2024, clinic-2024, basic, custom.",
            ],
        ),
        (["basic+fastr"], ["there is no add-on `fastr`", "Did you mean faster?"]),
        (["custom+faster"], ["is not available for", "It is for: basic."]),
        (
            ["custom"],
            ["leaves its support hours to the agreement", "Name an agreement, such as clinic-2024."],
        ),
        (["bakery-2024", "sever"], ["there is no severity `sever`", "Did you mean severe?"]),
        (["bakery-2024", "severe", "norml"], ["there is no severity `norml`"]),
        (
            ["bakery-2024", "--escalation", "urgnt"],
            ["there is no escalation `urgnt`", "Did you mean urgent?"],
        ),
        (["bakery-2024", "--at", "soon"], ["`soon` is no moment", "'2024-03-28 17:10'"]),
        (["bakery-2024", "--as-of", "soon"], ["`soon` is no moment"]),
        (
            ["bakery-2024", "--at", "2024-10-27 02:30"],
            ["occurs twice", "An offset says which moment is meant"],
        ),
        (["bakery-2024", "--at", "2024-03-31 02:30"], ["does not exist"]),
        (["bakery-2024", "--at", "9999-12-31 23:00"], ["lies outside the years 1970 to 2099"]),
        (["bakery-2024", "--at", "0001-01-01 00:00"], ["lies outside the years 1970 to 2099"]),
        (
            ["bakery-2024", "--at", "2023-06-01 10:00"],
            ["no edition in force at that moment offers bakery-2024"],
        ),
        (
            ["basic", "--at", "2030-06-03 10:00"],
            ["are frozen for 2023 to 2025 only", "The lock of the public holidays"],
        ),
        (
            ["bakery-2024", "--at", "2024-09-02 10:00", "--as-of", "2030-01-01"],
            ["are frozen for 2023 to 2025 only", "The lock of the public holidays"],
        ),
        (["bakery-2024", "--language", "fr"], ["'fr' is not one of 'en', 'de'"]),
        (["bakery-2024", "--format", "html"], ["'html' is not one of 'text', 'json'"]),
        (["bakery-2024", "--policies", "none"], ["there is no folder none"]),
        (["bakery-2024", "--bogus"], ["No such option"]),
    ],
)
def test_what_cannot_be_answered_exits_with_2_and_says_why(
    small: Project, arguments: list[str], messages: list[str]
) -> None:
    done = small.run("due", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert "bug of ours" not in done.stderr
    for message in messages:
        assert message in done.stderr


def test_a_plan_of_several_policies_has_to_be_told_apart(small: Project) -> None:
    here, twin = small.policies.root / "minimal", small.policies.root / "twin"
    shutil.copytree(here, twin, ignore=shutil.ignore_patterns("agreements"))
    policy = (twin / "policy.yaml").read_text("utf-8")
    (twin / "policy.yaml").write_text(policy.replace("policy: minimal", "policy: twin"), "utf-8")
    done = small.run("due", "basic", *THEN)
    assert done.returncode == 2
    assert "several policies have a plan basic: minimal, twin" in done.stderr
    named = small.run("due", "basic", "severe", *THEN, "--policies", "policies/twin")
    assert (named.returncode, named.stderr) == (0, "")


def test_invalid_policies_are_shown_and_exit_with_1(small: Project) -> None:
    small.policies.write("policy.yaml", "policy: [\n")
    done = small.run("due", "bakery-2024", *THEN)
    assert done.returncode == 1
    assert "minimal/policy.yaml" in done.stdout + done.stderr


def test_help_shows_an_example_and_every_option() -> None:
    done = inside("due", "--help")
    assert done.returncode == 0
    assert "slawyer due stickerei-2024 severity_2 --at '2024-03-28 16:10'" in done.stdout
    for option in ("--policies", "--at", "--as-of", "--escalation", "--count", "--language", "--format"):
        assert option in done.stdout
