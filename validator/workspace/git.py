"""Git: earlier states of the policies, as commits hold them."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Final

from validator.workspace.trouble import Trouble

TRUNKS: Final = ("origin/HEAD", "origin/main", "origin/master", "upstream/HEAD", "main", "master", "trunk")
"""What branches are taken from, where nobody says it; the first that exists."""

ELSEWHERE: Final = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"})
"""What git sets for its hooks: with them it would look at the hook's repository, whatever folder is asked about."""

LINK: Final = "120000"


@dataclass(frozen=True, slots=True)
class Recorded:
    """A commit as people tell of it: its day (of whoever made it), who made it, its subject, and its short name."""

    day: str
    who: str
    what: str
    name: str


@dataclass(frozen=True, slots=True)
class Repository:
    """A working copy; `top` is its topmost folder."""

    top: Path

    def commit(self, ref: str) -> str:
        """Return the commit that a ref names."""
        found = self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
        if found is None:
            raise Trouble(f"git knows no commit `{ref}`", self._advice(ref))
        return found.strip()

    def has(self, ref: str) -> bool:
        """Whether a ref names a commit."""
        return (
            self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}") is not None
        )

    def refs(self) -> list[str]:
        """Return the names of branches and tags."""
        return (self._ask("for-each-ref", "--format=%(refname:short)") or "").split()

    def merge_base(self, ref: str, head: str = "HEAD") -> str:
        """Return the commit at which `head` left what `ref` names."""
        theirs, ours = self.commit(ref), self.commit(head)
        found = self._ask("merge-base", theirs, ours)
        if found is None:
            raise Trouble(
                f"git finds no commit that `{head}` and `{ref}` have in common",
                self._deepen() if self.is_shallow else "Name the state to compare with: `slawyer diff REF`.",
            )
        return found.strip()

    @property
    def is_shallow(self) -> bool:
        """Whether only the last commits are here, as CI services fetch them."""
        return (self._ask("rev-parse", "--is-shallow-repository") or "").strip() == "true"

    def trunk(self) -> str:
        """Return what this branch was probably taken from."""
        for ref in TRUNKS:
            if self.has(ref):
                return ref
        raise Trouble(
            f"git knows none of {', '.join(TRUNKS)}, so nobody can say what has changed since when",
            self._deepen() if self.is_shallow else "Name the state to compare with: `slawyer diff REF`.",
        )

    def files(self, commit: str, folder: str = "") -> dict[str, tuple[str, str]]:
        """Return mode and object of every file below a folder of a commit, by its path from the top."""
        below = ["--", f"{folder}/"] if folder else []
        listed = self._ask("ls-tree", "-r", "-z", "--full-tree", commit, *below) or ""
        files = {}
        for line in filter(None, listed.split("\0")):
            facts, path = line.split("\t", 1)
            mode, kind, name = facts.split(" ")
            if kind == "blob":
                files[path] = (mode, name)
        return files

    def write(self, commit: str, folder: str, target: Path) -> int:
        """Write the files below a folder of a commit into `target`; return how many there are."""
        files = self.files(commit, folder)
        contents = self._contents([name for _, name in files.values()])
        start = len(PurePosixPath(folder).parts)
        for (path, (mode, _)), content in zip(files.items(), contents, strict=True):
            file = target.joinpath(*PurePosixPath(path).parts[start:])
            file.parent.mkdir(parents=True, exist_ok=True)
            if mode == LINK:  # reading policies follows no link, and says so
                file.symlink_to(os.fsdecode(content))
            else:
                file.write_bytes(content)
        return len(files)

    def configure(self, key: str, value: str) -> None:
        """Set a value of this clone's configuration."""
        if self._ask("config", "--local", key, value) is None:
            raise Trouble(f"git refuses to set {key}", f"Set it yourself: `git config {key} '{value}'`.")

    def add_attribute(self, line: str) -> bool:
        """Add a line to this clone's own attributes, unless it or the repository has it; tell whether it was added."""
        own = self.top / (self._ask("rev-parse", "--git-path", "info/attributes") or "").strip()
        known = [
            path.read_text("utf-8").splitlines()
            for path in (own, self.top / ".gitattributes")
            if path.exists()
        ]
        if any(line in lines for lines in known):
            return False
        own.parent.mkdir(parents=True, exist_ok=True)
        before = own.read_text("utf-8") if own.exists() else ""
        own.write_text(f"{before.rstrip()}\n{line}\n".lstrip("\n"), "utf-8")
        return True

    def _contents(self, objects: list[str]) -> list[bytes]:
        """Return what objects hold."""
        asked = "".join(f"{name}\n" for name in objects).encode()
        told = self._run("cat-file", "--batch", given=asked).stdout
        contents, at = [], 0
        for _ in objects:
            line_end = told.index(b"\n", at)
            size = int(told[at:line_end].split(b" ")[2])
            contents.append(told[line_end + 1 : line_end + 1 + size])
            at = line_end + size + 2
        return contents

    def _advice(self, ref: str) -> str:
        if self.is_shallow:
            return self._deepen()
        close = get_close_matches(ref, self.refs(), n=1)
        return (
            f"Did you mean `{close[0]}`?"
            if close
            else "`git log --oneline` and `git branch --all` list some."
        )

    @staticmethod
    def _deepen() -> str:
        return (
            "Only the last commits were fetched. Fetch all of them: `git fetch --unshallow`, "
            "`fetch-depth: 0` for actions/checkout, `GIT_DEPTH: 0` in GitLab."
        )

    def _ask(self, *arguments: str) -> str | None:
        """Return what git answers, None where it refuses."""
        answer = self._run(*arguments)
        return answer.stdout.decode("utf-8", "surrogateescape") if answer.returncode == 0 else None

    def _run(self, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return _git(self.top, *arguments, given=given)


def recorded(path: Path) -> tuple[Recorded, ...]:
    """Return the commits that changed what lies below a path, newest first; none where there is no record of all.

    A copy that holds the last commits only is no record: it would name whoever came last for everything. Worked
    examples are no part of a contract, and neither is what changed them.
    """
    try:
        whole = _git(path, "rev-parse", "--is-shallow-repository")
    except Trouble:
        return ()  # without git there is no record
    if whole.returncode != 0 or whole.stdout.strip() != b"false":
        return ()
    told = _git(
        path, "log", "--no-merges", "--format=%as%x00%an%x00%s%x00%h%x00", "--", ".", ":(exclude)examples"
    )
    fields = told.stdout.decode("utf-8", "replace").split("\0")
    rows = zip(*[(field.strip("\n") for field in fields)] * 4, strict=False)
    return tuple(Recorded(*row) for row in rows)


def repository_of(path: Path) -> Repository | None:
    """Return the working copy that a path lies in, None where it lies in none."""
    folder = path if path.is_dir() else path.parent
    found = _git(folder, "rev-parse", "--show-toplevel")
    return Repository(Path(os.fsdecode(found.stdout.rstrip(b"\n")))) if found.returncode == 0 else None


def _git(folder: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", os.fspath(folder), *arguments]
    own = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    try:
        return subprocess.run(command, input=given, capture_output=True, check=False, env=own)  # noqa: S603 -- a list, no shell
    except FileNotFoundError as failure:
        raise Trouble("git is not installed", "Install it, or compare two folders.") from failure
