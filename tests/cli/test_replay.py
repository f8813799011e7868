"""A recorded run is decided again: exit codes, formats, and where a run can be repeated from."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.cli.command import EXAMPLE, ROOT, inside

LEVELS = "zitadel/editions/2024-01-10/service-levels.yaml"
SAME = (0, "The same, 46 decisions.\n", "")


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs") / "run"
    assert inside("evaluate", EXAMPLE, "-o", folder, "--allow-rejects").returncode == 0
    return folder


@pytest.fixture
def run(evaluated: Path, tmp_path: Path) -> Path:
    return shutil.copytree(evaluated, tmp_path / "run")


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    folder = tmp_path / "policies"
    shutil.copytree(ROOT / "policies" / "zitadel", folder / "zitadel")
    return folder


def edited(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def last(run: Path) -> str:
    return (run / "decisions.csv").read_text(encoding="utf-8").splitlines(keepends=True)[-1]


def all_of(done: CompletedProcess[str]) -> tuple[int, str, str]:
    return done.returncode, done.stdout, done.stderr


def test_the_same_exits_with_0_from_any_folder(run: Path, tmp_path: Path) -> None:
    assert all_of(inside("replay", run)) == SAME
    (tmp_path / "elsewhere").mkdir()
    assert (
        all_of(inside("replay", "../run", "--policies", ROOT / "policies", cwd=tmp_path / "elsewhere"))
        == SAME
    )


def test_a_difference_exits_with_1_whatever_the_format(run: Path, policies: Path) -> None:
    edited(policies / LEVELS, "12 business hours", "13 business hours")
    done = inside("replay", run, "--policies", policies)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("Not the same.\n  decisions: 5 changed; 46 recorded, 46 now\n")
    assert "policy zitadel" in done.stdout
    done = inside("replay", run, "--policies", policies, "--format", "json")
    record = json.loads(done.stdout)
    assert (done.returncode, record["same"], record["tables"][0]["changed"]) == (1, False, 5)


def test_a_line_that_moved_exits_with_0(run: Path, policies: Path) -> None:
    levels = policies / LEVELS
    levels.write_text("# a comment\n" + levels.read_text(encoding="utf-8"), encoding="utf-8")
    done = inside("replay", run, "--policies", policies)
    assert done.returncode == 0
    assert done.stdout.startswith(
        "The same, 46 decisions; policy zitadel has changed since, which made no difference.\n"
    )
    assert "now stand on another line." in done.stdout


DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "no record": (lambda run: (run / "run.json").unlink(), "there is no run.json"),
    "a later record": (
        lambda run: edited(run / "run.json", '"version": 1', '"version": 99'),
        "a record of version 99, and this release reads version 1",
    ),
    "no rejected rows": (lambda run: (run / "rejected.csv").unlink(), "rejected.csv is missing"),
    "a table of something else": (
        lambda run: (run / "ledger.csv").write_text("a,b\n1,2\n"),
        "has other columns than this release writes",
    ),
    "a row cut off": (
        lambda run: (run / "decisions.csv").write_bytes((run / "decisions.csv").read_bytes()[:-9]),
        "decisions.csv breaks off",
    ),
    "a row twice": (
        lambda run: edited(run / "decisions.csv", last(run), 2 * last(run)),
        "decisions.csv holds 47 rows, and its record counts 46",
    ),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_run_exits_with_2_and_a_next_step(run: Path, damage: str) -> None:
    harm, said = DAMAGE[damage]
    harm(run)
    done = inside("replay", run)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 2


def test_a_missing_and_a_wrong_log_exit_with_2(run: Path, policies: Path, tmp_path: Path) -> None:
    (policies / "zitadel" / "example-log.csv").unlink()
    done = inside("replay", run, "--policies", policies, cwd=tmp_path)
    assert done.returncode == 2
    digest = sha256((ROOT / EXAMPLE).read_bytes()).hexdigest()
    assert f"the log example-log.csv (SHA-256 {digest[:12]}…) was not found" in done.stderr
    done = inside("replay", run, ROOT / LEVELS.replace("zitadel", "policies/zitadel", 1))
    assert done.returncode == 2
    assert "service-levels.yaml is no log of this run" in done.stderr


def test_faulty_policies_are_told_as_evaluate_tells_them(run: Path, policies: Path) -> None:
    edited(policies / LEVELS, "best effort", "best efort")
    again = inside("replay", run, "--policies", policies)
    first = inside("evaluate", EXAMPLE, "--policies", policies)
    assert all_of(again) == all_of(first)
    assert again.returncode == 1


def test_a_query_and_a_zone_are_remembered(tmp_path: Path) -> None:
    log, query = tmp_path / "log.csv", tmp_path / "query.sql"
    log.write_text(
        "number,stamp,what,contract\n"
        "A,2024-10-27 02:30:00,submitted,stickerei-2024\n"
        "A,2024-10-28 11:00:00,closed,\n"
        "B,27.10.2024,submitted,stickerei-2024\n"
    )
    query.write_text(
        "SELECT number AS ticket, stamp AS at, what AS event, contract AS agreement,"
        " 'severity_2' AS severity, 'email' AS channel FROM log"
    )
    options = ("--query", query, "--time-zone", "Europe/Zurich", "--ambiguous", "later", "--allow-rejects")
    assert inside("evaluate", log, "-o", tmp_path / "run", *options).returncode == 0
    query.unlink()
    done = inside("replay", tmp_path / "run", "--memory-limit", "1GB")
    assert all_of(done) == (0, "The same, 1 decision.\n", "")
