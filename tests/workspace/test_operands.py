"""States of a contract, as people name them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.workspace.repositories import Kept, kept
from tests.workspace.worked import EDITION
from validator.document import Document
from validator.workspace.operands import side, since_branch
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    made = kept(tmp_path)
    monkeypatch.chdir(made.root)
    return made


def named(
    operand: str, repository: Kept, policy: str | None = None
) -> tuple[str, tuple[str, str] | None, bool, str]:
    """Return label, edition, whether one policy was named, and how the first file is shown."""
    with side(operand, repository.policies.root, policy) as found:
        documents = [each for each in found.policies.documents.values() if isinstance(each, Document)]
        return found.label, found.edition, found.single, documents[0].file


def trouble(operand: str, repository: Kept, policy: str | None = None) -> tuple[str, str]:
    with pytest.raises(Trouble) as told, side(operand, repository.policies.root, policy):
        pass
    return told.value.message, told.value.next_step


ACME = ("minimal", "2024-01-01")


@pytest.mark.parametrize(
    ("operand", "edition", "single", "shown"),
    [
        ("policies", None, False, "policies/minimal/"),
        (".", None, False, "policies/minimal/"),
        ("policies/minimal", None, True, "policies/minimal/"),
        (f"policies/minimal/{EDITION}", ACME, True, "policies/minimal/"),
        (f"policies/minimal/{EDITION}/plans.yaml", ACME, True, "policies/minimal/"),
        ("HEAD", None, False, "HEAD:policies/minimal/"),
        ("HEAD:policies", None, False, "HEAD:policies/minimal/"),
        ("HEAD:", None, False, "HEAD:policies/minimal/"),
        ("main:policies/minimal", None, True, "main:policies/minimal/"),
        (f"main:policies/minimal/{EDITION}", ACME, True, "main:policies/minimal/"),
        ("2024-01-01", ACME, True, ""),
        ("2024-06-30", ACME, True, ""),
    ],
)
def test_a_state_is_found(
    repository: Kept, operand: str, edition: tuple[str, str] | None, *, single: bool, shown: str
) -> None:
    _, found, alone, file = named(operand, repository)
    assert (found, alone) == (edition, single)
    assert file.startswith(shown)


def test_a_state_of_git_is_that_of_the_commit_not_of_the_folder(repository: Kept) -> None:
    repository.policies.change(f"{EDITION}/plans.yaml", ("title: Basic", "title: Simple"))
    with side("HEAD", repository.policies.root) as found:
        (policy,) = found.policies.policies
        assert policy.editions["2024-01-01"].plans["basic"].title == "Basic"


@pytest.mark.parametrize(
    ("operand", "message", "step"),
    [
        ("policies/minimall", "`policies/minimall` is no folder, no day", "Did you mean `policies/minimal`"),
        ("mian", "`mian` is no folder, no day and no state that git knows", "Did you mean `main`"),
        ("what is this", "`what is this` is no folder, no day and no state", "Name a folder, a day such as"),
        ("nowhere:policies", "git knows no commit `nowhere`", "`git log --oneline`"),
        ("HEAD:contracts", "there are no policies at `contracts` in `HEAD`", "Policies lie there in `policies`: name"),
        ("2023-12-31", "no edition is in force on 2023-12-31", "The first is that of 2024-01-01"),
        ("2024-02-31", "no edition is in force on 2024-02-31", "The first is that of 2024-01-01"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said_with_the_next_step(
    repository: Kept, operand: str, message: str, step: str
) -> None:
    told, next_step = trouble(operand, repository)
    assert told.startswith(message)
    assert re.match(step, next_step), next_step


def test_whose_editions_a_day_means_must_be_said_where_there_are_several(repository: Kept) -> None:
    other = repository.policies.root / "other"
    (repository.policies.root / "minimal").rename(other)
    files = {path.relative_to(other): path.read_bytes() for path in other.rglob("*") if path.is_file()}
    for path, content in files.items():
        copy = repository.policies.root / "minimal" / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(content)
        (other / path).write_bytes(content.replace(b"policy: minimal", b"policy: other"))
    for agreement in (other / "agreements").iterdir():
        agreement.unlink()
    assert trouble("2024-01-01", repository) == (
        "several policies have an edition in force on 2024-01-01: minimal, other",
        "Say which is meant: `--policy minimal`.",
    )
    assert named("2024-01-01", repository, "other")[1] == ("other", "2024-01-01")
    assert trouble("2024-01-01", repository, "othr") == (
        "there is no sound policy `othr`",
        "Did you mean `other`?",
    )


def test_policies_that_lay_elsewhere_are_pointed_at(repository: Kept) -> None:
    before = repository.git("rev-parse", "HEAD")
    repository.git("mv", "policies", "contracts")
    repository.commit("Call them contracts")
    with pytest.raises(Trouble) as told, side(before, repository.root / "contracts"):
        pass
    assert told.value.message == f"there are no policies at `contracts` in `{before}`"
    assert told.value.next_step == f"Policies lie there in `policies`: name `{before}:policies`."
    with side(f"{before}:policies", repository.root / "contracts") as found:
        assert [policy.id for policy in found.policies.policies] == ["minimal"]


def test_since_the_branch_was_taken(repository: Kept) -> None:
    left = repository.git("rev-parse", "HEAD")
    repository.git("checkout", "--quiet", "-b", "change")
    repository.policies.change(f"{EDITION}/plans.yaml", ("title: Basic", "title: Simple"))
    repository.commit()
    with since_branch(repository.policies.root) as found:
        assert found.label == f"{left[:12]}:policies"
        assert found.policies.policies[0].editions["2024-01-01"].plans["basic"].title == "Basic"


def test_before_there_were_any_policies_there_are_none(repository: Kept) -> None:
    repository.git("checkout", "--quiet", "--orphan", "beginning")
    repository.git("rm", "-r", "--quiet", "--cached", "policies")
    repository.git("commit", "--quiet", "--allow-empty", "--message", "Nothing yet")
    first = repository.git("rev-parse", "HEAD")
    repository.commit("The contracts")
    with since_branch(repository.policies.root, first) as found:
        assert (found.policies.policies, found.label) == ((), first[:12])


def test_outside_git_a_branch_was_never_taken(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as told, since_branch(tmp_path):
        pass
    assert "lies in no git repository" in told.value.message
