"""A run is opened only where it is one, and its logs only where they are those."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.command import EXAMPLE, ROOT, inside
from validator.workspace.recorded import find_inputs, open_run
from validator.workspace.trouble import Trouble

LOG = ROOT / EXAMPLE


@pytest.fixture
def run(tmp_path: Path) -> Path:
    shutil.copy(LOG, tmp_path / LOG.name)
    folder = tmp_path / "run"
    assert inside("evaluate", LOG, "-o", folder, "--allow-rejects").returncode == 0
    return folder


def test_a_run_knows_its_record_and_its_format(run: Path) -> None:
    opened = open_run(run)
    assert opened.kind == "csv"
    assert opened.record["counts"]["decisions"] == 46


def test_a_log_is_found_beside_the_run(run: Path) -> None:
    assert [path.resolve() for path in find_inputs(open_run(run), [], [])] == [run.parent / LOG.name]


def test_a_log_is_found_in_a_folder_near_by_and_one_below(run: Path, tmp_path: Path) -> None:
    (tmp_path / LOG.name).unlink()
    near = ROOT / "policies"
    assert find_inputs(open_run(run), [], [near]) == [near / "zitadel" / LOG.name]


def test_a_log_that_was_renamed_is_known_by_its_digest(run: Path, tmp_path: Path) -> None:
    renamed = (tmp_path / LOG.name).rename(tmp_path / "renamed.csv")
    assert find_inputs(open_run(run), [str(renamed)], []) == [renamed]


def test_another_log_of_the_same_name_is_not_taken(run: Path, tmp_path: Path) -> None:
    (tmp_path / LOG.name).write_text("ticket,at,event\n")
    with pytest.raises(Trouble, match="is not the log of this run") as found:
        find_inputs(open_run(run), [str(tmp_path / LOG.name)], [])
    assert "as it was then" in found.value.next_step


def test_a_log_that_is_nowhere_is_named(run: Path, tmp_path: Path) -> None:
    (tmp_path / LOG.name).unlink()
    with pytest.raises(Trouble, match=r"example-log\.csv .* was not found"):
        find_inputs(open_run(run), [str(run / "ledger.csv")], [])


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ("{", "it is no JSON"),
        ("[]", "a record of version None"),
        (json.dumps({"version": 99}), "a record of version 99, and this release reads version 1"),
    ],
)
def test_a_record_that_is_none_is_not_read(run: Path, record: str, said: str) -> None:
    (run / "run.json").write_text(record)
    with pytest.raises(Trouble, match=said):
        open_run(run)


def test_a_folder_without_record_or_decisions_is_no_run(run: Path, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"there is no run\.json"):
        open_run(tmp_path)
    (run / "decisions.csv").unlink()
    with pytest.raises(Trouble, match="the decisions are missing"):
        open_run(run)
