"""Which texts are compared with which, and what is said where that cannot be."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.workspace.worked import EDITION, Folder, minimal
from validator.workspace.differences import difference, history
from validator.workspace.operands import Side, side
from validator.workspace.policies import load
from validator.workspace.trouble import Trouble

HOME = Path(__file__).parents[2] / "policies"


def whole(folder: Folder, name: str) -> Side:
    return Side(name, load(folder.root, name))


def renamed(folder: Path, name: str) -> Folder:
    """Return the minimal policy under another name."""
    made = minimal(folder)
    (made.root / "minimal").rename(made.root / name)
    for path in (made.root / name).rglob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("policy: minimal", f"policy: {name}"), "utf-8")
    return made


def test_two_folders_without_a_common_policy_are_told(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as told:
        difference(whole(minimal(tmp_path / "a"), "a"), whole(renamed(tmp_path / "b", "maximal"), "b"))
    assert told.value.message == "a and b have no policy in common"
    assert told.value.next_step == (
        "The one has minimal, the other maximal. Where a policy was renamed, name the two folders."
    )


def test_two_policies_named_by_their_folders_are_compared_whatever_they_are_called(tmp_path: Path) -> None:
    old, new = minimal(tmp_path / "a"), renamed(tmp_path / "b", "maximal")
    (new.root / "maximal" / EDITION / "plans.yaml").write_text(
        old.text(f"{EDITION}/plans.yaml").replace("title: Basic", "title: Simple"), "utf-8"
    )
    with side(str(old.root / "minimal"), HOME) as before, side(str(new.root / "maximal"), HOME) as after:
        edition, beside = difference(before, after).comparisons
    assert [change.path for change in edition.changes] == ["plans / basic / title"]
    assert {change.path for change in beside.changes} == {"policy"}  # what the agreements call it


def test_one_renamed_among_several_is_gone_and_new(tmp_path: Path) -> None:
    old, new = minimal(tmp_path / "a"), minimal(tmp_path / "b")
    for folder, name in ((old, "first"), (new, "second")):
        other = renamed(tmp_path / name, name)
        shutil.copytree(other.root / name, folder.root / name)
        shutil.rmtree(folder.root / name / "agreements")
    found = difference(whole(old, "a"), whole(new, "b"))
    assert found.added == ("second",)
    (gone,) = found.diagnostics
    assert gone.rule == "policy-removed"
    assert "If it is called second now, compare their folders by name." in gone.next_step


def test_an_edition_that_one_side_lacks_is_told(tmp_path: Path) -> None:
    folder = minimal(tmp_path)
    with side(str(folder.root / "minimal" / EDITION), HOME) as one:
        other = Side("other", load(folder.root), ("minimal", "2030-01-01"))
        with pytest.raises(Trouble) as told:
            difference(one, other)
    assert told.value.message == "other has no edition 2030-01-01 of minimal"
    assert (
        told.value.next_step == "It has 2024-01-01. Name the edition to compare with: a day, or its folder."
    )


def test_an_edition_of_an_unsound_policy_cannot_be_compared(tmp_path: Path) -> None:
    folder = minimal(tmp_path)
    folder.change(f"{EDITION}/service-levels.yaml", ("severe: 4 business hours", "severe: 4h"))
    broken = Side("broken", load(folder.root), ("minimal", "2024-01-01"))
    with pytest.raises(Trouble) as told:
        difference(broken, broken)
    assert told.value.message == "the policy minimal has mistakes in broken, so it cannot be compared"
    assert "`4h`" in told.value.next_step


def test_a_meaning_that_forbids_to_decide_is_unsound_too(tmp_path: Path) -> None:
    old, new = minimal(tmp_path / "a"), minimal(tmp_path / "b")
    text = old.text(f"{EDITION}/support-hours.yaml")
    old.write(f"{EDITION}/support-hours.yaml", text.replace("Europe/Zurich", "Europe/Zuerich", 1))
    (found,) = difference(whole(old, "a"), whole(new, "b")).diagnostics
    assert found.rule == "base-unsound"
    assert found.message == "The policy minimal has 1 mistake in a, so nobody can say what has changed since."


def test_an_edition_that_is_gone_is_a_finding(tmp_path: Path) -> None:
    old, new = minimal(tmp_path / "a"), minimal(tmp_path / "b")
    later = old.root / "minimal/editions/2025-01-01"
    shutil.copytree(old.root / "minimal" / EDITION, later)
    head = later / "edition.yaml"
    head.write_text(head.read_text("utf-8").replace("2024-01-01", "2025-01-01"), "utf-8")
    old.change("policy.yaml", ("[2024-01-01]", "[2024-01-01, 2025-01-01]"))
    (found,) = difference(whole(old, "a"), whole(new, "b")).diagnostics
    assert found.rule == "edition-removed"
    assert found.message.startswith("The edition 2025-01-01 was published, and is gone")


def test_the_history_of_a_policy_begins_with_its_second_edition() -> None:
    policies = load(HOME / "zitadel")
    (policy,) = policies.policies
    assert list(history(policies, policy)) == list(policy.editions)[1:]
