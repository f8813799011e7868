"""Findings as JSON keep their promise."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.render.findings.policy import BASIC, FREE, SLOW, report, said
from validator.diagnostics import Diagnostic, Level, Related
from validator.location import Address
from validator.render.findings import Report, as_json, resolve
from validator.workspace.schemas import schema

FULL = report(said(FREE, meant="2 hours", related=(Related(BASIC, "as here"),)), SLOW)


def problems(record: Any) -> list[str]:  # noqa: ANN401 -- JSON
    return [error.message for error in Draft202012Validator(schema("findings")).iter_errors(record)]


@pytest.mark.parametrize("found", [FULL, report(), resolve([], {}), report(said(Address("nowhere.yaml")))])
def test_what_is_written_fits_the_schema(found: Report) -> None:
    assert problems(json.loads(as_json(found))) == []


def test_the_schema_is_a_schema_and_refuses_what_is_not_promised() -> None:
    Draft202012Validator.check_schema(schema("findings"))
    record = json.loads(as_json(FULL))
    finding = record["findings"][0]
    broken: list[dict[str, Any]] = [
        record | {"version": 2},
        record | {"extra": 1},
        record | {"findings": [finding | {"level": "fatal"}]},
        record | {"findings": [finding | {"fingerprint": ""}]},
        record | {"findings": [finding | {"related": [{"line": 0}]}]},
        {key: value for key, value in record.items() if key != "counts"},
    ]
    assert [bool(problems(each)) for each in broken] == [True] * len(broken)


def test_a_finding_is_written_whole() -> None:
    record = json.loads(as_json(FULL))
    (finding,) = record.pop("findings")
    assert record == {
        "version": 1,
        "subject": "1 file",
        "counts": {"error": 1, "warning": 0, "note": 0, "suppressed": 1},
        "accepted": [],
    }
    assert finding.pop("details") == []
    assert len(finding.pop("fingerprint")) == 32
    assert finding == {
        "rule": "wrong-value",
        "level": "error",
        "message": "`hours` cannot be `2h`.",
        "file": "policies/plans.yaml",
        "line": 3,
        "column": 35,
        "end_line": 3,
        "end_column": 37,
        "quoted": "  free: { title: Größe 日本, hours: 2h }",
        "route": "plans / free / hours",
        "clause": "Plans",
        "did_you_mean": "2 hours",
        "next_step": "Write hours: `2 hours`.",
        "related": [
            {
                "message": "as here",
                "file": "policies/plans.yaml",
                "line": 5,
                "column": 12,
                "end_line": 5,
                "end_column": 14,
                "quoted": "    hours: 3h  # slawyer: ignore[too-slow] agreed in the minutes of March",
            }
        ],
        "page": "slawyer rules wrong-value",
    }


def test_what_would_act_on_a_terminal_is_escaped_and_comes_back() -> None:
    evil = "\x1b\x7f\x9b\u202e\ufeff\u2028\ud800é🧾"
    written = as_json(resolve([Diagnostic("hint", Level.NOTE, evil, Address("x"), "y")], {}))
    assert all(each.isprintable() or each == "\n" for each in written)
    assert "é🧾" in written
    assert json.loads(written)["findings"][0]["message"] == evil
