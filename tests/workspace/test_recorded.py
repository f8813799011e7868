"""A run is opened only where it is one, and its logs only where they are those."""

from __future__ import annotations

import contextlib
import copy
import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from validator.workspace.recorded import Run, find_inputs, open_run
from validator.workspace.trouble import Trouble

LOG, MORE = b"ticket,at,event\n", b"ticket,at,event\nA,2024-01-01T00:00:00Z,submitted\n"


def entry(name: str, content: bytes) -> dict[str, Any]:
    return {"name": name, "bytes": len(content), "sha256": sha256(content).hexdigest()}


RECORD: dict[str, Any] = {
    "version": 1,
    "as_of": "2024-12-31T00:00:00Z",
    "inputs": [entry("log.csv", LOG)],
    "query": None,
    "time_zone": None,
    "ambiguous": None,
    "policies": [{"id": "acme", "sha256": "0" * 64, "holidays": {"CH-SG": "1" * 64}}],
    "zones": {"release": "2025b", "sha256": "2" * 64},
    "software": {"slawyer": "0.1.0"},
    "counts": {"decisions": 0, "rows_rejected": 0},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a run, three folders down."""
    made = tmp_path / "archive" / "2024" / "run"
    made.mkdir(parents=True)
    (made / "run.json").write_text(json.dumps(RECORD))
    (made / "decisions.csv").write_text("ticket\n")
    return made


def opened(folder: Path, *inputs: dict[str, Any]) -> Run:
    return Run(folder, RECORD | {"inputs": list(inputs) or RECORD["inputs"]}, "csv")


# --- opening ---


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_a_run_knows_its_record_and_its_format(folder: Path, kind: str) -> None:
    (folder / "decisions.csv").rename(folder / f"decisions.{kind}")
    assert open_run(folder) == Run(folder, RECORD, kind)


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ("{", "it is no JSON"),
        ("[" * 100_000, "it is no JSON"),
        ("[]", "a record of version None"),
        ('{"version": 99}', "a record of version 99, and this release reads version 1"),
        ('{"version": 1}', "does not hold what a record holds"),
    ],
)
def test_a_record_that_is_none_is_not_read(folder: Path, record: str, said: str) -> None:
    (folder / "run.json").write_text(record)
    with pytest.raises(Trouble, match=said) as found:
        open_run(folder)
    assert found.value.next_step


WRONG: dict[str, Callable[[dict[str, Any]], object]] = {
    "no input": lambda record: record["inputs"].clear(),
    "an input without digest": lambda record: record["inputs"][0].pop("sha256"),
    "a policy that is a word": lambda record: record["policies"].append("zitadel"),
    "a calendar without digest": lambda record: record["policies"][0].update(holidays={"CH-SG": None}),
    "an unknown way to read stamps": lambda record: record.update(ambiguous="guess"),
    "no query, not even none": lambda record: record.pop("query"),
    "counts in words": lambda record: record["counts"].update(decisions="many"),
    "zones without digest": lambda record: record["zones"].pop("sha256"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_record_that_was_edited_is_not_read(folder: Path, wrong: str) -> None:
    record = copy.deepcopy(RECORD)
    WRONG[wrong](record)
    (folder / "run.json").write_text(json.dumps(record))
    with pytest.raises(Trouble, match="does not hold what a record holds"):
        open_run(folder)


def test_a_folder_without_record_or_decisions_is_no_run(folder: Path) -> None:
    with pytest.raises(Trouble, match=r"there is no run\.json"):
        open_run(folder.parent)
    (folder / "decisions.csv").unlink()
    with pytest.raises(Trouble, match="the decisions are missing"):
        open_run(folder)


# --- finding its logs ---


@pytest.mark.parametrize("where", ["archive/2024/run", "archive/2024", "here", "policies/acme/logs"])
def test_a_log_is_found_in_the_run_beside_it_here_and_among_the_policies(
    folder: Path, tmp_path: Path, where: str
) -> None:
    for each in ("here", "policies/acme/logs", where):
        (tmp_path / each).mkdir(parents=True, exist_ok=True)
    (tmp_path / where / "log.csv").write_bytes(LOG)
    with contextlib.chdir(tmp_path / "here"):
        found = [path.resolve() for path in find_inputs(opened(folder), [], [tmp_path / "policies"])]
    assert found == [tmp_path / where / "log.csv"]


def test_a_log_is_not_searched_for_below_the_folder_beside_the_run(folder: Path) -> None:
    (folder.parent / "other").mkdir()
    (folder.parent / "other" / "log.csv").write_bytes(LOG)
    with pytest.raises(Trouble, match=r"log\.csv .* was not found"):
        find_inputs(opened(folder), [], [])


def test_a_log_of_that_name_with_other_content_is_passed_over_for_the_right_one(
    folder: Path, tmp_path: Path
) -> None:
    (folder.parent / "log.csv").write_bytes(MORE)
    (tmp_path / "near").mkdir()
    (tmp_path / "near" / "log.csv").write_bytes(LOG)
    assert find_inputs(opened(folder), [], [tmp_path / "near"]) == [tmp_path / "near" / "log.csv"]


def test_a_log_that_was_renamed_is_known_by_its_digest(folder: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "renamed.csv"
    renamed.write_bytes(LOG)
    assert find_inputs(opened(folder), [str(renamed)], []) == [renamed]


def test_logs_come_in_the_order_of_the_record_and_those_not_given_are_found(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "b.csv").write_bytes(MORE)
    (folder.parent / "a.csv").write_bytes(LOG)
    run = opened(folder, entry("a.csv", LOG), entry("b.csv", MORE))
    assert find_inputs(run, [str(tmp_path / "b.csv")], []) == [folder.parent / "a.csv", tmp_path / "b.csv"]


def test_copies_are_told_apart_by_their_names(folder: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (folder.parent / name).write_bytes(LOG)
    run = opened(folder, entry("b.csv", LOG), entry("a.csv", LOG))
    assert [path.name for path in find_inputs(run, [], [])] == ["b.csv", "a.csv"]


def test_a_changed_log_is_refused_with_both_digests(folder: Path) -> None:
    (folder.parent / "log.csv").write_bytes(MORE)
    wanted, found = (sha256(content).hexdigest()[:12] for content in (LOG, MORE))
    with pytest.raises(
        Trouble, match=rf"log\.csv is no log of this run: .*begins with {found}…; .* log\.csv with {wanted}…"
    ) as refused:
        find_inputs(opened(folder), [], [])
    assert "as it was then" in refused.value.next_step


def test_a_file_that_is_no_log_of_the_run_is_refused_even_if_the_log_is_at_hand(
    folder: Path, tmp_path: Path
) -> None:
    (folder.parent / "log.csv").write_bytes(LOG)
    (tmp_path / "stranger.csv").write_bytes(MORE)
    with pytest.raises(Trouble, match=r"stranger\.csv is no log of this run"):
        find_inputs(opened(folder), [str(folder.parent / "log.csv"), str(tmp_path / "stranger.csv")], [])


def test_a_log_that_is_nowhere_is_named(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"the log log\.csv \(SHA-256 \w{12}…\) was not found") as found:
        find_inputs(opened(folder), [], [tmp_path])
    assert "after the folder of the run" in found.value.next_step
