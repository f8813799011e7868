"""Operands: what two states of a contract are compared, as people name them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from validator.workspace.git import Repository, repository_of
from validator.workspace.layout import HEAD
from validator.workspace.policies import Policies, load, policy_around
from validator.workspace.selection import selected
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from validator.model.edition import Edition
    from validator.model.policy import Policy

DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(-[a-z][a-z0-9-]*)?")
EDITIONS: Final = "editions"
SHORT: Final = 12
"""How much of a commit's name people are shown."""


@dataclass(frozen=True, slots=True)
class Side:
    """One state of a contract: policies or, where `edition` (policy id, edition id) says so, one edition of them.

    `label` is how people call it; `single` says that one policy was named rather than a folder of them.
    """

    label: str
    policies: Policies
    edition: tuple[str, str] | None = None
    single: bool = False


@contextmanager
def side(operand: str, home: Path, policy: str | None = None) -> Iterator[Side]:
    """Give the state that an operand names: a folder, `GITREF:path`, a git ref, or the day an edition is in force.

    `home` is the folder of policies in use: days are read in it, and a ref without a path means its state in that
    commit. `policy` says whose editions a day means. Raises `Trouble` for what cannot be found.
    """
    path = Path(operand)
    if path.exists():
        yield _folder(path)
    elif DAY.fullmatch(operand):
        yield in_force(load(home), operand, policy)
    else:
        ref, colon, within = operand.partition(":")
        repository = repository_of(home)
        if repository is None or (not colon and not repository.has(ref)):
            raise _not_found(operand, home, repository)
        commit = repository.commit(ref)
        with at_commit(
            repository, commit, PurePosixPath(within) if colon else _place(home, repository), ref
        ) as found:
            yield found


@contextmanager
def since_branch(home: Path, base: str | None = None) -> Iterator[Side]:
    """Give the policies in use as they were when this branch was taken from `base`, or from what is usual.

    A commit from before there were any policies gives none.
    """
    repository = repository_of(home)
    if repository is None:
        raise Trouble(
            f"{home} lies in no git repository, so nobody can say what has changed",
            "Name the two states: `slawyer diff OLD NEW`.",
        )
    commit = repository.merge_base(base or repository.trunk())
    ref = commit[:SHORT]
    if not any(PurePosixPath(path).name == HEAD for path in repository.files(commit)):
        yield Side(ref, Policies(home, (), {}, (), {}, ref))
        return
    with at_commit(repository, commit, _place(home, repository), ref) as found:
        yield found


def _folder(path: Path) -> Side:
    """Return what a folder or a file of it stands for."""
    found = selected([path])[0]
    return _named(str(path), found, path)


def _named(label: str, policies: Policies, path: Path) -> Side:
    """Return policies or, where a path leads into the folder of one, an edition."""
    around = policy_around(path)
    if around is None:
        return Side(label, policies)
    inside = path.resolve().relative_to(around.resolve()).parts
    name = around.resolve().name
    if len(inside) > 1 and inside[0] == EDITIONS:
        return Side(label, policies, (name, inside[1]), single=True)
    return Side(label, policies, single=True)


@contextmanager
def at_commit(repository: Repository, commit: str, place: PurePosixPath, ref: str) -> Iterator[Side]:
    """Give the policies of a commit: those at a place in it or, if they lay elsewhere then, where they lay."""
    place = _holding(repository, commit, place)
    folder = _policy_folder(repository, commit, place)
    if folder is None:
        raise Trouble(
            f"there are no policies at `{place}` in `{ref}`",
            _elsewhere(repository, commit, ref),
        )
    with TemporaryDirectory() as kept:
        target = Path(kept) / folder.name if folder.name else Path(kept) / "policies"
        target.mkdir()
        repository.write(commit, str(folder) if folder.parts else "", target)
        inside = place.relative_to(folder) if place.is_relative_to(folder) else PurePosixPath()
        above = folder if not (target / HEAD).is_file() else folder.parent
        policies = load(target.joinpath(*inside.parts), f"{ref}:{above}".removesuffix("."))
        yield _named(f"{ref}:{place}", policies, target.joinpath(*inside.parts))


def _holding(repository: Repository, commit: str, place: PurePosixPath) -> PurePosixPath:
    """Return the folder `policies` of a project's folder, else the place itself."""
    below = place / "policies"
    heads = (path for path in repository.files(commit, str(below)) if PurePosixPath(path).name == HEAD)
    return below if any(PurePosixPath(path).parent.parent == below for path in heads) else place


def _policy_folder(repository: Repository, commit: str, place: PurePosixPath) -> PurePosixPath | None:
    """Return the folder to read for a place in a commit: that of its policy, else of the policies below it."""
    parts = PurePosixPath(os.path.normpath(place)) if str(place) else PurePosixPath()
    for above in (parts, *parts.parents):
        if f"{above}/{HEAD}" in repository.files(commit, str(above) if above.parts else ""):
            return above
    below = [path for path in repository.files(commit, str(parts)) if PurePosixPath(path).name == HEAD]
    return parts if below else None


def _elsewhere(repository: Repository, commit: str, ref: str) -> str:
    folders = sorted(
        {
            str(PurePosixPath(path).parent.parent)
            for path in repository.files(commit)
            if PurePosixPath(path).name == HEAD and "tests" not in PurePosixPath(path).parts
        }
    )
    if not folders:
        return "That commit holds no policy: no file is called policy.yaml."
    return (
        f"Policies lie there in {', '.join(f'`{folder}`' for folder in folders)}: name `{ref}:{folders[0]}`."
    )


def _place(home: Path, repository: Repository) -> PurePosixPath:
    """Return where the policies in use lie in their repository."""
    return PurePosixPath(home.resolve().relative_to(repository.top.resolve()).as_posix())


def in_force(policies: Policies, day: str, policy: str | None) -> Side:
    """Return the edition of one policy that is in force on a day, or that has this name."""
    found = {
        each.id: edition
        for each in policies.policies
        if policy in (None, each.id) and (edition := _edition(each, day)) is not None
    }
    exact = {name: edition for name, edition in found.items() if edition.id == day}
    found = exact or found
    if policy is not None and policy not in {each.id for each in policies.policies}:
        names = [each.id for each in policies.policies]
        close = get_close_matches(policy, names, n=1)
        raise Trouble(f"there is no sound policy `{policy}`", f"Did you mean `{close[0]}`?" if close else "")
    if not found:
        first = sorted(edition for each in policies.policies for edition in each.editions)
        raise Trouble(
            f"no edition is in force on {day}", f"The first is that of {first[0]}." if first else ""
        )
    if len(found) > 1:
        raise Trouble(
            f"several policies have an edition in force on {day}: {', '.join(sorted(found))}",
            f"Say which is meant: `--policy {min(found)}`.",
        )
    ((name, edition),) = found.items()
    return Side(day, policies, (name, edition.id), single=True)


def _edition(policy: Policy, day: str) -> Edition | None:
    if day in policy.editions:
        return policy.editions[day]
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        return None
    begun = [edition for edition in policy.editions.values() if edition.effective_from <= wanted]
    return max(begun, key=lambda edition: (edition.effective_from, edition.id), default=None)


def _not_found(operand: str, home: Path, repository: Repository | None) -> Trouble:
    folders = [os.path.relpath(home / each.name) for each in sorted(home.iterdir())]
    refs = repository.refs() if repository else []
    close = get_close_matches(operand, [*folders, *refs], n=1)
    message = f"`{operand}` is no folder, no day and no state that git knows"
    if close:
        return Trouble(message, f"Did you mean `{close[0]}`?")
    if repository is None:
        return Trouble(
            message, "The policies lie in no git repository: name a folder, or a day such as 2024-01-10."
        )
    return Trouble(message, "Name a folder, a day such as 2024-01-10, or a state such as `main:policies`.")
