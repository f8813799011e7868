"""The record of a run: the same for the same run, on any machine."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from validator.cli import run

ROOT = Path(__file__).parents[2]
LOG = ROOT / "policies" / "zitadel" / "example-log.csv"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("run") / "out"
    assert (
        run(
            ["evaluate", str(LOG), "--policies", str(ROOT / "policies"), "--allow-rejects", "-o", str(folder)]
        )
        == 0
    )
    found: dict[str, Any] = json.loads((folder / "run.json").read_text("utf-8"))
    return found


def test_inputs_are_named_by_their_content(record: dict[str, Any]) -> None:
    content = LOG.read_bytes()
    assert record["inputs"] == [
        {"name": "example-log.csv", "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    ]


def test_only_the_policies_that_decided_are_recorded(record: dict[str, Any]) -> None:
    assert [policy["id"] for policy in record["policies"]] == ["zitadel"]
    assert re.fullmatch(r"[0-9a-f]{64}", record["policies"][0]["sha256"])
    assert re.fullmatch(r"[0-9a-f]{64}", record["policies"][0]["holidays"]["CH-SG"])
    assert re.fullmatch(r"[0-9a-f]{64}", record["zones"]["sha256"])


def test_the_counts_add_up(record: dict[str, Any]) -> None:
    counts = record["counts"]
    assert counts["rows"] == counts["rows_used"] + counts["rows_rejected"]
    assert counts["tickets"] == (
        counts["tickets_decided"] + counts["tickets_rejected"] + counts["tickets_not_yet_submitted"]
    )
    assert counts["rows_rejected"] == 2


def test_it_names_no_folder_and_no_moment_of_its_own(record: dict[str, Any]) -> None:
    text = json.dumps(record)
    assert str(ROOT) not in text
    assert record["as_of"] == "2025-01-07T09:00:00Z"
    assert set(re.findall(r"\d{4}-\d\d-\d\dT", text)) == {"2025-01-07T"}
