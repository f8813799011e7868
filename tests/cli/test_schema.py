"""`slawyer schema`: what belongs into a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from validator.cli import run
from validator.cli.exit_codes import CLEAN, TROUBLE

if TYPE_CHECKING:
    import pytest


def test_all_kinds_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"]) == CLEAN
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert {"policy", "plans", "credits", "agreement", "holidays-lock"} <= set(listed)


def test_a_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "plans"]) == CLEAN
    assert json.loads(capsys.readouterr().out)["$id"] == "plans.schema.json"


def test_the_schemas_of_our_outputs_are_printed_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "findings"]) == CLEAN
    assert json.loads(capsys.readouterr().out)["title"] == "Findings"


def test_a_name_that_is_none_is_trouble(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "plan"]) == TROUBLE
    assert "Did you mean `plans`?" in capsys.readouterr().err
