"""An explanation as JSON keeps the shape that its schema promises."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.evaluate.contract import EDITION, event, replied, submitted, with_clock, with_edition
from tests.evaluate.worlds import at
from tests.render.explanation.test_proof import PROOF
from tests.render.told import TICKETS, place, shipped_told, told
from validator.model.credit import Grant
from validator.model.words import Event
from validator.render.explanation import Explanation
from validator.render.explanation.record import VERSION, as_json
from validator.workspace.schemas import schema

SCHEMA = Draft202012Validator(schema("explanation"))


def record(explanation: Explanation) -> dict[str, Any]:
    """Return an explanation of the shipped log as JSON, read back and held against its schema."""
    found: dict[str, Any] = json.loads(as_json(explanation, place))
    assert [error.message for error in SCHEMA.iter_errors(found)] == []
    return found


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("ticket", TICKETS)
def test_every_ticket_keeps_to_the_schema(ticket: str, language: str) -> None:
    found = record(replace(shipped_told(ticket, language), proof=PROOF))
    assert (found["version"], found["language"], found["ticket"]) == (VERSION, language, ticket)


def test_the_schema_knows_this_version_only() -> None:
    found = record(shipped_told("Z-1012"))
    assert list(SCHEMA.iter_errors(found | {"version": VERSION + 1}))
    assert list(SCHEMA.iter_errors({key: value for key, value in found.items() if key != "decisions"}))


def test_a_decision_is_told_as_evaluate_writes_it() -> None:
    (part,) = record(shipped_told("Z-1012"))["decisions"]
    assert part["decision"] == {
        "agreement": "stickerei-2024",
        "edition": "2024-01-10",
        "plan": "production",
        "obligation": "initial_response",
        "occurrence": 1,
        "entitled": True,
        "reason": "entitled",
        "severity": "severity_1",
        "target": "1 business hour",
        "schedule": "extended_hours",
        "started_at": "2024-03-28T17:30:00Z",
        "deadline": "2024-04-02T05:30:00Z",
        "stopped_at": "2024-04-02T05:50:00Z",
        "outcome": "breached",
        "elapsed": 80 * 60_000_000,
        "overrun": 20 * 60_000_000,
        "credit": "1",
        "credit_unit": "days",
        "provisional": False,
        "eligible_at": "2024-04-02T05:50:00Z",
        "place": "zitadel/editions/2024-01-10/service-levels.yaml:18",
        "clause": "SLO - Initial response time",
    }
    assert part["title"] == "Initial response time"
    assert part["answer"].startswith("A first answer was promised within 1 business hour")


def test_what_a_refused_ticket_lacks_is_null() -> None:
    (part,) = record(shipped_told("Z-1001"))["decisions"]
    decision = part["decision"]
    assert (decision["outcome"], decision["entitled"], decision["reason"]) == (
        "not-entitled",
        False,
        "support-not-included",
    )
    missing = ("target", "schedule", "deadline", "stopped_at", "elapsed", "overrun", "credit", "credit_unit")
    assert {decision[name] for name in missing} == {None}
    assert part["count"] is None


def test_steps_have_places_and_readings() -> None:
    steps = record(shipped_told("Z-1012"))["decisions"][0]["steps"]
    assert (steps[1]["place"], steps[1]["clause"], steps[1]["readings"]) == (None, None, [])
    assert steps[3]["place"] == "zitadel/editions/2024-01-10/plans.yaml:26"
    asked = [reading["question"] for step in steps for reading in step["readings"]]
    assert "Is there a limit to the extension?" in asked


def test_the_count_can_be_added_up() -> None:
    found = record(shipped_told("Z-1012"))["decisions"][0]["count"]
    assert (found["zone"], found["clock"]) == ("Europe/Zurich", "support hours")
    assert sum(day["amount"] for day in found["days"]) == found["elapsed"] == 80 * 60_000_000
    assert found["days"][1] == {
        "date": "2024-03-29",
        "open": [],
        "counted": [],
        "paused": [],
        "amount": 0,
        "remaining": 30 * 60_000_000,
        "holiday": "Good Friday",
    }
    assert found["days"][-1]["counted"] == [["2024-04-02T05:00:00Z", "2024-04-02T05:50:00Z"]]
    assert found["days"][-1]["remaining"] == -20 * 60_000_000


def test_time_by_the_clock_says_so() -> None:
    assert record(shipped_told("Z-1034"))["decisions"][0]["count"]["clock"] == "wall"


def test_pauses_are_stretches() -> None:
    waiting = [
        submitted("2024-03-06 09:00", "severity_3"),
        event("2024-03-06 11:00", Event.STATUS_SET, status="waiting"),
    ]
    under = with_clock(pauses=frozenset({"waiting"}))
    found = record(told(*waiting, under=under, as_of=at("2024-03-06 12:00")))["decisions"][0]
    assert found["count"]["days"][0]["paused"] == [["2024-03-06T10:00:00Z", "2024-03-06T11:00:00Z"]]
    assert (found["decision"]["outcome"], found["decision"]["deadline"]) == ("paused", None)


@pytest.mark.parametrize(
    ("amount", "steps", "written"),
    [("0.5", 2, "1"), ("50", 2, "100"), ("2.50", 1, "2.5"), ("1", 0, "0")],
)
def test_amounts_are_exact_decimals_in_text(amount: str, steps: int, written: str) -> None:
    credit = replace(EDITION.credits["late_response"], grant=Grant(Decimal(amount), "CHF"))
    late = [submitted("2024-03-06 09:00", "severity_1"), replied(f"2024-03-06 10:{steps * 15 + 5:02}")]
    found = record(told(*late, under=with_edition(credits={"late": credit})))["decisions"][0]["decision"]
    assert (found["credit"], found["credit_unit"]) == (written, "CHF")


def test_the_proof_is_written_as_it_is() -> None:
    found = record(replace(shipped_told("Z-1012"), proof=PROOF))["proof"]
    assert found["holidays"] == {"CH-SG": "22bb", "CH-ZH": "33cc"}
    assert found["logs"] == {"one.csv": "55ee", "two.csv": "66ff"}
    assert found["command"] == PROOF.command


def test_letters_of_every_script_stay_readable() -> None:
    written = as_json(shipped_told("Z-1001"), place)
    assert "Alpenverein Säntis" in written
    assert written.endswith("}\n")


def test_places_come_from_whoever_knows_the_files() -> None:
    written = as_json(shipped_told("Z-1012"), lambda at: f"{at.file}#{'/'.join(map(str, at.route))}")
    assert "plans.yaml#plans/production" in written
