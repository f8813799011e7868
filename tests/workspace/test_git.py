"""Earlier states, as git has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.workspace.repositories import Kept, git, kept
from validator.workspace.git import Recorded, Repository, recorded, repository_of
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def repository(tmp_path: Path) -> Kept:
    return kept(tmp_path)


def of(made: Kept) -> Repository:
    found = repository_of(made.root)
    assert found is not None
    return found


def said(trouble: pytest.ExceptionInfo[Trouble]) -> tuple[str, str]:
    return trouble.value.message, trouble.value.next_step


def test_a_repository_is_found_from_anywhere_within(repository: Kept) -> None:
    found = repository_of(repository.policies.root / "minimal" / "policy.yaml")
    assert found == Repository(repository.root.resolve())


def test_outside_there_is_none(tmp_path: Path) -> None:
    assert repository_of(tmp_path) is None


def test_a_commit_is_named_by_branch_tag_or_beginning(repository: Kept) -> None:
    commit = repository.git("rev-parse", "HEAD")
    repository.git("tag", "v1.0")
    assert {of(repository).commit(ref) for ref in ("HEAD", "main", "v1.0", commit[:8])} == {commit}


def test_an_unknown_commit_is_answered_with_what_was_meant(repository: Kept) -> None:
    repository.git("branch", "release")
    with pytest.raises(Trouble) as trouble:
        of(repository).commit("relaese")
    assert said(trouble) == ("git knows no commit `relaese`", "Did you mean `release`?")


@pytest.mark.parametrize("ref", ["--help", "-n", "--all", "HEAD^{tree}", "", "a b", "HEAD:policies"])
def test_what_is_no_commit_is_no_option_either(repository: Kept, ref: str) -> None:
    assert not of(repository).has(ref)


def test_the_branch_point_is_where_the_branch_left_its_trunk(repository: Kept) -> None:
    left = repository.git("rev-parse", "HEAD")
    repository.git("checkout", "--quiet", "-b", "change")
    repository.commit("On the branch")
    repository.git("checkout", "--quiet", "main")
    repository.commit("Meanwhile")
    repository.git("checkout", "--quiet", "change")
    assert of(repository).trunk() == "main"
    assert of(repository).merge_base("main") == left


def test_two_histories_that_never_met_are_told(repository: Kept) -> None:
    repository.git("checkout", "--quiet", "--orphan", "other")
    repository.commit("Another beginning")
    with pytest.raises(Trouble) as trouble:
        of(repository).merge_base("main")
    assert said(trouble) == (
        "git finds no commit that `HEAD` and `main` have in common",
        "Name the state to compare with: `slawyer diff REF`.",
    )


def test_a_shallow_clone_says_how_to_get_the_rest(repository: Kept, tmp_path: Path) -> None:
    repository.git("checkout", "--quiet", "-b", "change")
    repository.commit("On the branch")
    git(tmp_path, "clone", "--quiet", "--depth=1", "--branch=change", repository.root.as_uri(), "shallow")
    shallow = Repository(tmp_path / "shallow")
    assert shallow.is_shallow
    assert not of(repository).is_shallow
    for ref in ("main", "HEAD~1", "origin/main"):
        with pytest.raises(Trouble) as trouble:
            shallow.merge_base(ref)
        assert "git fetch --unshallow" in trouble.value.next_step
        assert "fetch-depth: 0" in trouble.value.next_step
        assert "GIT_DEPTH: 0" in trouble.value.next_step


def test_without_any_usual_trunk_a_state_must_be_named(repository: Kept) -> None:
    repository.git("branch", "--move", "main", "work")
    with pytest.raises(Trouble) as trouble:
        of(repository).trunk()
    assert trouble.value.message.startswith("git knows none of origin/HEAD, origin/main")
    assert trouble.value.next_step == "Name the state to compare with: `slawyer diff REF`."


def test_files_come_out_byte_for_byte_whatever_they_are_called(repository: Kept, tmp_path: Path) -> None:
    names = ["with blank.yaml", "ümlaut.yaml", 'quo"te.yaml', "new\nline.yaml", "tab\tbed.yaml"]
    for name in names:
        (repository.policies.root / "minimal" / name).write_bytes(name.encode() + b"\r\n\x00\xff")
    (repository.policies.root / "minimal" / "link.yaml").symlink_to("/etc/passwd")
    commit = repository.commit("Odd names")
    target = tmp_path / "out"
    target.mkdir()
    count = of(repository).write(commit, "policies", target)
    written = [path for path in target.rglob("*") if path.is_symlink() or path.is_file()]
    assert len(written) == count
    for name in names:
        assert (target / "minimal" / name).read_bytes() == name.encode() + b"\r\n\x00\xff"
    assert (target / "minimal" / "link.yaml").is_symlink()


def test_variables_that_git_sets_for_its_hooks_do_not_confuse_it(
    repository: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "--quiet")
    for name, value in {
        "GIT_DIR": str(other / ".git"),
        "GIT_WORK_TREE": str(other),
        "GIT_INDEX_FILE": "x",
    }.items():
        monkeypatch.setenv(name, value)
    found = repository_of(repository.root)
    assert found == Repository(repository.root.resolve())
    assert found is not None
    assert found.has("main")


def test_attributes_are_added_once(repository: Kept) -> None:
    found = of(repository)
    assert found.add_attribute("policies/** diff=slawyer")
    assert not found.add_attribute("policies/** diff=slawyer")
    assert (repository.root / ".git/info/attributes").read_text("utf-8") == "policies/** diff=slawyer\n"
    found.configure("diff.slawyer.command", "slawyer git-diff")
    assert repository.git("config", "diff.slawyer.command") == "slawyer git-diff"


def test_who_changed_a_folder_is_told_the_last_change_first(repository: Kept) -> None:
    folder = repository.policies.root / "minimal"
    (folder / "NOTES.md").write_text("one\n", encoding="utf-8")
    repository.commit("Write <b>notes</b>")
    (folder / "examples").mkdir()
    (folder / "examples" / "x.yaml").write_text("examples: []\n", encoding="utf-8")
    repository.commit("Add an example")
    (repository.root / "README.md").write_text("elsewhere\n", encoding="utf-8")
    repository.commit("Write elsewhere")
    found = recorded(folder)
    assert found[0].what == "Write <b>notes</b>"
    assert found[0].who == "Legal"
    assert found[0] == Recorded(
        found[0].day, "Legal", "Write <b>notes</b>", repository.git("rev-parse", "--short", "HEAD~2")
    )
    assert [each.what for each in found if "example" in each.what or "elsewhere" in each.what] == []


def test_a_copy_of_the_last_commits_is_no_record(repository: Kept, tmp_path: Path) -> None:
    repository.commit("Another")
    git(tmp_path, "clone", "--quiet", "--depth", "1", repository.root.as_uri(), "shallow")
    assert recorded(tmp_path / "shallow" / "policies") == ()
    assert recorded(repository.policies.root) != ()


def test_without_a_repository_there_is_no_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert recorded(tmp_path) == ()
    monkeypatch.setenv("PATH", "")
    assert recorded(tmp_path) == ()
