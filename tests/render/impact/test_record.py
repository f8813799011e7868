"""An impact as JSON keeps what its schema promises."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from tests.render.impact.measured import HOSTILE, IMPACT
from validator.changes.impact import Nothing
from validator.render.impact import as_json
from validator.workspace.schemas import schema

SCHEMA = Draft202012Validator(schema("impact"))


@pytest.mark.parametrize("nothing", [None, *Nothing])
def test_it_keeps_its_schema(nothing: Nothing | None) -> None:
    Draft202012Validator.check_schema(schema("impact"))
    record = json.loads(as_json(replace(IMPACT, nothing=nothing)))
    assert [error.message for error in SCHEMA.iter_errors(record)] == []


def test_amounts_are_exact_texts_and_instants_are_utc() -> None:
    record = json.loads(as_json(IMPACT))
    assert record["credits"] == [{"unit": "days", "old": "3", "new": "1.5", "gained": "0", "lost": "1.5"}]
    (pair,) = record["largest"][0]["decisions"]
    assert (pair["old"]["deadline"], pair["old"]["credit"]) == ("2024-06-03T10:00:00Z", "3")
    assert pair["new"]["deadline"] is None


def test_nothing_reaches_a_terminal_that_acts_on_it() -> None:
    written = as_json(IMPACT)
    assert "\x1b" not in written
    assert json.loads(written)["largest"][0]["ticket"] == HOSTILE
