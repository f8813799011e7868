"""A run is decided again, and what has changed since is told whether it makes a difference or not."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import EXAMPLE, ROOT, inside
from validator.render.replay import Cause, Compared, Found, Replayed, Value
from validator.workspace.policies import load
from validator.workspace.recorded import Run, open_run
from validator.workspace.replay import STAGES, replay
from validator.workspace.trouble import Trouble

LEVELS = "editions/2024-01-10/service-levels.yaml"
LOCK = "holidays.lock.yaml"
LOG = str(ROOT / EXAMPLE)
KINDS = ("csv", "jsonl", "parquet")


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped example evaluated, a folder for each format."""
    folder = tmp_path_factory.mktemp("runs")
    for kind in KINDS:
        made = inside("evaluate", EXAMPLE, "-o", folder / kind, "--format", kind, "--allow-rejects")
        assert made.returncode == 0
    return folder


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    folder = tmp_path / "policies"
    shutil.copytree(ROOT / "policies" / "zitadel", folder / "zitadel")
    return folder


def replayed(run: Run, policies: Path, *given: str) -> Replayed:
    loaded = load(policies)
    assert loaded.diagnostics == ()
    return replay(run, given, loaded)


def edited(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def recording(run: Run, change: Callable[[dict[str, Any]], object]) -> Run:
    record = json.loads(json.dumps(run.record))
    change(record)
    return Run(run.folder, record, run.kind)


def names(found: Replayed) -> list[str]:
    return [cause.what for cause in found.causes]


@pytest.mark.parametrize("kind", KINDS)
def test_a_run_comes_out_the_same_in_every_format(runs: Path, kind: str) -> None:
    told: list[str] = []
    found = replay(open_run(runs / kind), (), load(ROOT / "policies"), told=told.append)
    assert [(each.name, each.rows_then, each.rows_now) for each in found.tables] == [
        ("decisions", 46, 46),
        ("ledger", 7, 7),
        ("rejected", 2, 2),
    ]
    assert (found.same, found.causes, found.tables[0].moved) == (True, (), 0)
    assert tuple(told) == STAGES


@pytest.mark.parametrize("kind", KINDS)
def test_one_changed_number_is_told_with_everything_that_follows(
    runs: Path, policies: Path, kind: str
) -> None:
    edited(policies / "zitadel" / LEVELS, "12 business hours", "13 business hours")
    found = replayed(open_run(runs / kind), policies)
    decisions, ledger, rejected = found.tables
    assert (decisions.changed, decisions.differing, ledger.same, rejected.same) == (5, 5, True, True)
    assert decisions.columns == {
        "target": 5,
        "deadline": 5,
        "outcome": 1,
        "overrun_seconds": 1,
        "credit": 1,
        "credit_unit": 1,
    }
    assert decisions.first[-1].key == ("Z-1039", "initial_response", "1")
    assert Value("target", "12 business hours", "13 business hours") in decisions.first[-1].values
    assert Value("outcome", "breached", "met") in decisions.first[-1].values
    assert names(found) == ["policy zitadel"]
    assert found.causes[0].then == open_run(runs / kind).record["policies"][0]["sha256"]


def test_a_line_that_moved_is_no_difference(runs: Path, policies: Path) -> None:
    levels = policies / "zitadel" / LEVELS
    levels.write_text("# a comment\n\n" + levels.read_text(encoding="utf-8"), encoding="utf-8")
    found = replayed(open_run(runs / "csv"), policies)
    assert found.same
    assert 0 < found.tables[0].moved < 46
    assert (found.tables[0].recited, names(found)) == (0, ["policy zitadel"])


def test_a_holiday_that_is_none_any_more_moves_deadlines(runs: Path, policies: Path) -> None:
    lock = policies / "zitadel" / LOCK
    edited(lock, '      - { date: 2024-12-26, name: "Saint Stephen\'s Day" }\n', "")
    changed = load(policies).policies[0].lock
    assert changed is not None
    wanted = changed.calendars["CH-SG"].computed_digest()
    edited(lock, changed.calendars["CH-SG"].digest, wanted)
    found = replayed(open_run(runs / "csv"), policies)
    assert names(found) == ["policy zitadel", "holiday calendar CH-SG of policy zitadel"]
    assert found.causes[1].now == wanted
    assert "deadline" in found.tables[0].columns


def test_zone_data_release_and_calendars_are_told_though_nothing_differs(runs: Path) -> None:
    def old(record: dict[str, Any]) -> None:
        record["policies"][0]["holidays"] = {"XX": "0" * 64}
        record["zones"] = {"release": "1999a", "sha256": "1" * 64}
        record["software"]["slawyer"] = "0.0.1"

    run = open_run(runs / "csv")
    found = replayed(recording(run, old), ROOT / "policies")
    zones, holidays = run.record["zones"], run.record["policies"][0]["holidays"]
    assert found.same
    assert found.causes == (
        Cause("holiday calendar CH-SG of policy zitadel", None, holidays["CH-SG"]),
        Cause("holiday calendar XX of policy zitadel", "0" * 64, None),
        Cause("release of the zone data", "1999a", zones["release"]),
        Cause("zones of these policies", "1" * 64, zones["sha256"]),
        Cause("slawyer", "0.0.1", run.record["software"]["slawyer"]),
    )


def test_a_policy_that_is_gone_is_told(runs: Path, policies: Path) -> None:
    shutil.rmtree(policies / "zitadel")
    shutil.copytree(ROOT / "policies" / "it-incidents", policies / "it-incidents")
    found = replayed(open_run(runs / "csv"), policies, LOG)
    assert (found.tables[0].only_then, found.tables[0].rows_now) == (46, 0)
    assert found.tables[2].rows_now == 101
    assert names(found)[:2] == ["policy zitadel", "agreement alpenverein-2024"]
    assert found.causes[0].now is None


def test_an_agreement_that_is_gone_is_told(runs: Path, policies: Path) -> None:
    (policies / "zitadel" / "agreements" / "klinik-2024.yaml").unlink()
    found = replayed(open_run(runs / "csv"), policies)
    assert found.causes[1:] == (Cause("agreement klinik-2024", "decided under", None),)
    assert {each.found for each in found.tables[0].first} == {Found.ONLY_THEN}
    assert [each.key[0] for each in found.tables[1].first] == ["klinik-2024"]


def test_a_policy_that_decided_nothing_then_is_told(runs: Path) -> None:
    found = replayed(
        recording(open_run(runs / "csv"), lambda record: record["policies"].clear()), ROOT / "policies"
    )
    assert found.causes[0].what == "policy zitadel"
    assert found.causes[0].then is None


def test_rejected_rows_are_the_same_under_another_name_of_the_log(runs: Path, tmp_path: Path) -> None:
    renamed = Path(shutil.copy(LOG, tmp_path / "renamed.csv"))
    assert replayed(open_run(runs / "csv"), ROOT / "policies", str(renamed)).same


def test_a_table_edited_by_hand_differs_without_a_cause(runs: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(runs / "csv", tmp_path / "run")
    ledger = folder / "ledger.csv"
    ledger.write_text("".join(ledger.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), "utf-8")
    found = replayed(open_run(folder), ROOT / "policies", LOG)
    assert (found.same, found.causes, found.tables[0].same) == (False, (), True)
    assert found.tables[1] == Compared(
        name="ledger",
        key=("agreement", "credit_unit"),
        rows_then=6,
        rows_now=7,
        only_now=1,
        first=found.tables[1].first,
    )


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("as_of", "yesterday", "impossible `as_of`"),
        ("time_zone", "Mars/Olympus", "no time zone `Mars/Olympus` any more"),
    ],
)
def test_a_record_that_says_the_impossible_is_not_repeated(
    runs: Path, key: str, value: str, said: str
) -> None:
    with pytest.raises(Trouble, match=said):
        replayed(
            recording(open_run(runs / "csv"), lambda record: record.update({key: value})), ROOT / "policies"
        )


def test_tables_that_do_not_fit_the_record_are_refused_before_anything_is_decided(runs: Path) -> None:
    run = recording(open_run(runs / "csv"), lambda record: record["counts"].update(rows_rejected=3))
    with pytest.raises(Trouble, match=r"rejected\.csv holds 2 rows, and its record counts 3"):
        replay(run, ("no-such-log.csv",), load(ROOT / "policies"))
