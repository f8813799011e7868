"""`slawyer lock`: freezing holidays, and telling where the lock and the package differ."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from validator.cli import run
from validator.cli.exit_codes import CLEAN, FINDINGS, NOTHING, TROUBLE

ROOT = Path(__file__).parents[2]


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "policies", tmp_path / "policies"))


def lock(policies: Path, *arguments: str) -> int:
    return run(["lock", "--policies", str(policies), *arguments])


def test_the_shipped_locks_agree_with_the_package(policies: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lock(policies, "--check") == CLEAN
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "replication-review: lock and package agree",
        "zitadel: lock and package agree",
    ]


def test_freezing_again_gives_the_same_bytes(policies: Path) -> None:
    file = policies / "zitadel" / "holidays.lock.yaml"
    before = file.read_bytes()
    file.unlink()
    assert lock(policies, "zitadel", "--from", "2021", "--until", "2032") == CLEAN
    assert file.read_bytes() == before


def test_further_years_are_frozen(policies: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lock(policies, "zitadel", "--until", "2033") == CLEAN
    assert "CH-SG 2033-04-15 Good Friday is closed" in capsys.readouterr().out
    assert "until: 2033" in (policies / "zitadel" / "holidays.lock.yaml").read_text("utf-8")


def test_check_changes_nothing(policies: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = policies / "zitadel" / "holidays.lock.yaml"
    edited = (
        file.read_text("utf-8")
        .replace("2024-03-29", "2024-03-28")
        .replace("All Saints' Day", "Allerheiligen")
    )
    file.write_text(edited, encoding="utf-8")
    assert lock(policies, "zitadel", "--check") == FINDINGS
    said = capsys.readouterr().out
    assert "CH-SG 2024-03-28 Good Friday is no longer closed" in said
    assert "CH-SG 2024-03-29 Good Friday is closed" in said
    assert "CH-SG 2024-11-01 is called All Saints' Day, not Allerheiligen" in said
    assert file.read_text("utf-8") == edited


def test_an_unknown_policy_is_trouble(policies: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lock(policies, "zitadell") == TROUBLE
    assert "there is no policy `zitadell`" in capsys.readouterr().err


def test_an_unknown_language_is_trouble(policies: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lock(policies, "zitadel", "--language", "tlh") == TROUBLE
    assert "not in tlh" in capsys.readouterr().err


def test_a_policy_without_holidays_has_nothing_to_freeze(
    policies: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert lock(policies, "it-incidents") == NOTHING
    assert "no schedule names public holidays" in capsys.readouterr().err


def test_a_policy_with_a_mistake_is_not_frozen(policies: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (policies / "zitadel" / "policy.yaml").write_text("policy: zitadel\n")
    assert lock(policies) == FINDINGS
    assert "policy.yaml" in capsys.readouterr().err
