"""A recorded run is decided again: the same, or exactly what differs and what has changed since."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.cli.command import EXAMPLE, ROOT, inside

LEVELS = "zitadel/editions/2024-01-10/service-levels.yaml"


KINDS = pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])


@pytest.fixture
def kind() -> str:
    return "csv"


@pytest.fixture
def run(kind: str, tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    done = inside("evaluate", EXAMPLE, "-o", folder, "--format", kind, "--allow-rejects")
    assert done.returncode == 0
    return folder


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    return shutil.copytree(ROOT / "policies", tmp_path / "policies")


def replayed(run: Path, policies: Path = ROOT / "policies", *more: object) -> CompletedProcess[str]:
    return inside("replay", run, *more, "--policies", policies)


def changed(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@KINDS
def test_a_run_comes_out_the_same(run: Path) -> None:
    done = replayed(run)
    assert (done.returncode, done.stdout) == (0, "The same, 46 decisions.\n")


@KINDS
def test_one_changed_number_is_told_with_everything_that_follows(run: Path, policies: Path) -> None:
    levels = policies / LEVELS
    text = levels.read_text(encoding="utf-8")
    levels.write_text(text.replace("12 business hours", "13 business hours"), encoding="utf-8")
    done = replayed(run, policies)
    assert done.returncode == 1
    assert "decisions: 5 changed, of 46 then and 46 now" in done.stdout
    assert "policy zitadel" in done.stdout
    shown = " ".join(done.stdout.split())
    assert "Z-1039 initial_response 1 target 12 business hours 13 business hours" in shown
    assert "Z-1039 initial_response 1 outcome breached met" in shown


def test_a_line_that_moved_is_no_difference(run: Path, policies: Path) -> None:
    levels = policies / LEVELS
    levels.write_text("\n\n" + levels.read_text(encoding="utf-8"), encoding="utf-8")
    done = replayed(run, policies)
    assert done.returncode == 0
    assert "The same, 46 decisions." in done.stdout
    assert "of them now rest on another line" in done.stdout
    assert "which makes no difference here" in done.stdout


def test_a_policy_that_is_gone_is_told(run: Path, policies: Path) -> None:
    shutil.rmtree(policies / "zitadel")
    done = replayed(run, policies, EXAMPLE)
    assert done.returncode == 1
    assert "46 only then" in done.stdout
    assert "is gone" in done.stdout


def test_a_holiday_that_changed_is_told(run: Path, policies: Path) -> None:
    # the digest of the lock is what a reviewer sees; `check` refuses a lock whose digest does not fit
    record = run / "run.json"
    text = json.loads(record.read_text(encoding="utf-8"))
    text["policies"][0]["holidays"]["CH-SG"] = "0" * 64
    text["zones"] = {"release": "1999a", "sha256": "1" * 64}
    text["software"]["slawyer"] = "0.0.1"
    record.write_text(json.dumps(text), encoding="utf-8")
    done = replayed(run, policies)
    assert done.returncode == 0
    assert "holidays CH-SG of policy zitadel  000000000000…" in done.stdout
    assert "1999a 111111111111…" in done.stdout
    assert "0.0.1" in done.stdout


def test_tables_changed_by_hand_are_told_as_such(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    inside("evaluate", EXAMPLE, "-o", folder, "--allow-rejects")
    changed(folder / "decisions.csv", "breached", "met")
    lines = (folder / "ledger.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "ledger.csv").write_text("".join(lines[:-1]), encoding="utf-8")
    done = replayed(folder)
    assert done.returncode == 1
    assert "changed by hand" in done.stdout
    assert "ledger: 1 only now, of 6 then and 7 now" in done.stdout
    assert "outcome" in done.stdout


def test_json_tells_the_same(run: Path) -> None:
    record = json.loads(replayed(run, ROOT / "policies", "--format", "json").stdout)
    assert (record["version"], record["same"]) == (1, True)
    assert [(each["name"], each["rows_now"]) for each in record["tables"]] == [
        ("decisions", 46),
        ("ledger", 7),
        ("rejected", 2),
    ]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda run: (run / "decisions.csv").write_bytes(b'"'), "cannot be read"),
        (
            lambda run: (run / "ledger.csv").write_text("a,b\n1,2\n"),
            "has other columns than this release writes",
        ),
        (lambda run: (run / "rejected.csv").unlink(), "cannot be read"),
        (lambda run: (run / "run.json").unlink(), "there is no run.json"),
    ],
)
def test_a_damaged_run_is_a_clear_message(damage: object, said: str, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    inside("evaluate", EXAMPLE, "-o", folder, "--allow-rejects")
    assert callable(damage)
    damage(folder)
    done = replayed(folder)
    assert done.returncode == 2
    assert said in done.stderr
    assert "bug" not in done.stderr


def test_faulty_policies_are_told_first(run: Path, policies: Path) -> None:
    changed(policies / LEVELS, "best effort", "best efort")
    assert replayed(run, policies).returncode == 1


def test_a_query_and_a_zone_are_remembered(tmp_path: Path) -> None:
    log, query = tmp_path / "log.csv", tmp_path / "query.sql"
    log.write_text(
        "number,stamp,what,contract\nA,2024-03-28 10:00:00,submitted,stickerei-2024\nA,2024-03-28 11:00:00,closed,\n"
    )
    query.write_text(
        "SELECT number AS ticket, stamp AS at, what AS event, contract AS agreement,"
        " 'severity_2' AS severity, 'email' AS channel FROM log"
    )
    folder = tmp_path / "run"
    zone = ("--query", query, "--time-zone", "Europe/Zurich")
    assert inside("evaluate", log, "-o", folder, *zone).returncode == 0
    done = replayed(folder)
    assert (done.returncode, done.stdout) == (0, "The same, 1 decisions.\n")
