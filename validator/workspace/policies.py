"""Policies from their folders: every file is read, proven and understood, and every mistake in any of them is told."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from validator.diagnostics import Diagnostic, Level
from validator.document import Document, parse, source_of
from validator.location import Place
from validator.reading import agreed_twice, read_policy
from validator.workspace.deviations import deviations
from validator.workspace.folder import FIRST, Folder, printable, read_folder, unreadable
from validator.workspace.layout import HEAD, is_note, kind_of, promises, unknown_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from validator.document import Source
    from validator.model.policy import Policy

RULES: Final[Mapping[str, str]] = {
    "unknown-file": "A file lies where no file of that name is read.",
    "unreadable-file": "A file or folder cannot be read.",
}


@dataclass(frozen=True, slots=True)
class Policies:
    """What a folder of policies holds.

    `root` is the folder as given; `policies` are those without any error, by name. `documents` maps paths below the
    root (`zitadel/policy.yaml`) to what was read of each file: a document, or its lines where it could not be parsed.
    `digests` maps ids of policies to the SHA-256 (hex) over their files. `shown` is how people are shown the root.
    """

    root: Path
    policies: tuple[Policy, ...]
    documents: Mapping[str, Document | Source]
    diagnostics: tuple[Diagnostic, ...]
    digests: Mapping[str, str]
    shown: str


def find_policies(start: Path) -> Path | None:
    """Return the folder `policies` in a folder or the nearest above it, relative where `start` is relative."""
    above = start
    for _ in (start, *start.resolve().parents):
        if (above / "policies").is_dir():
            return above / "policies"
        above = _normal(above / "..")
    return None


def load(root: Path | str, shown_as: str | None = None) -> Policies:
    """Read the policies in a folder; of a path that lies within a policy, that policy.

    `shown_as` is what people are shown instead of the folder of the policies. Nothing raises for what the files hold
    or lack: a path without policies gives no policies.
    """
    root = Path(root)
    own = policy_around(root)
    if own is not None:
        above = _normal(own / "..")
        name = own.resolve().name
        return _together(above, [_read(above, name, shown_as)], (), shown_as)
    try:
        children = sorted(child for child in root.iterdir() if not child.name.startswith("."))
    except OSError:
        return Policies(root, (), {}, (), {}, shown_as or root.as_posix())
    found, stray = [], []
    for child in children:
        shown = _shown(root, child.name, shown_as)
        if child.is_symlink():
            stray.append(unreadable(shown, "it is a link, and policies hold all their files themselves"))
        elif child.is_dir():
            if (child / HEAD).exists():
                found.append(_read(root, child.name, shown_as))
            elif any(child.rglob("*.yaml")):
                stray.append(_headless(shown))
        elif child.suffix in {".yaml", ".yml"}:
            stray.append(unknown_file(f"{child.name}/{child.name}", shown))
    return _together(root, found, stray, shown_as)


def policy_digest(policies: Policies, policy_id: str) -> str:
    """Return the SHA-256 (hex) over the paths and bytes of all files that say something of a policy."""
    return policies.digests[policy_id]


@dataclass(frozen=True, slots=True)
class _Read:
    policy: Policy | None
    documents: Mapping[str, Document | Source]
    diagnostics: tuple[Diagnostic, ...]
    digest: str


def _shown(root: Path, name: str, shown_as: str | None) -> str:
    """Return the name of a file or folder in the folder of the policies as people are shown it."""
    return (root / printable(name)).as_posix() if shown_as is None else f"{shown_as}/{printable(name)}"


def policy_around(path: Path) -> Path | None:
    """Return the folder of the policy that a path lies in, None if it lies in none."""
    above = path
    for _ in (path, *path.resolve().parents):
        if (above / HEAD).is_file():
            return above
        above = _normal(above / "..")
    return None


def _normal(path: Path) -> Path:
    """Return a path without `..` where it can do without, so that people see it as they would write it."""
    return Path(os.path.normpath(path))


def _read(root: Path, name: str, shown_as: str | None) -> _Read:
    shown = _shown(root, name, shown_as)
    folder = read_folder(root / name, shown, promises)
    documents: dict[str, Document | Source] = {}
    proven: dict[str, Document] = {}
    broken = {f"{name}/{path}" for path in folder.unread}
    kinds = {path: kind for path in folder.files if (kind := kind_of(path)) is not None}
    strangers = [path for path in folder.others if kind_of(path) is None and not is_note(path)]
    found = [*folder.diagnostics, *(unknown_file(path, f"{shown}/{path}") for path in strangers)]
    for path, kind in kinds.items():
        file, content = f"{name}/{path}", folder.files[path]
        document, diagnostics = prove(content, f"{shown}/{path}", kind, file)
        source = document or source_of(content, f"{shown}/{path}")
        if source is not None:
            documents[file] = source
        if document is not None and not diagnostics:
            proven[file] = document
        else:
            broken.add(file)
        found += diagnostics
    policy, mistakes = read_policy(proven, broken)
    found += mistakes
    return _Read(None if found else policy, documents, tuple(found), _digest(name, folder))


@lru_cache(maxsize=1024)
def prove(content: bytes, shown: str, kind: str, file: str) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Parse a file and hold it against the schema of its kind; `file` is its path below the root.

    The document is None where the text could not be parsed. What the same bytes came to is remembered: a process that
    loads policies more than once, as the site's build does, reads each text once.
    """
    document, diagnostics = parse(content, shown)
    if document is None or diagnostics:
        return document, diagnostics
    return document, deviations(document, kind, file)


def _digest(name: str, folder: Folder) -> str:
    whole = sha256()
    for path, content in sorted(folder.files.items()):
        for part in (f"{name}/{path}".encode(), content):
            whole.update(len(part).to_bytes(8, "big"))  # so that no two sets of files run together alike
            whole.update(part)
    return whole.hexdigest()


def _headless(shown: str) -> Diagnostic:
    message = f"This folder holds policy files, but no `{HEAD}`."
    next_step = f"Add a `{HEAD}`; `slawyer schema policy` says what belongs into it."
    return Diagnostic("missing-file", Level.ERROR, message, Place(shown, FIRST), next_step)


def _together(
    root: Path, found: Iterable[_Read], stray: Iterable[Diagnostic], shown_as: str | None
) -> Policies:
    reads = tuple(found)
    policies = [read.policy for read in reads if read.policy is not None]
    twice = agreed_twice(policies)
    documents = {file: document for read in reads for file, document in read.documents.items()}
    diagnostics = (*stray, *(one for read in reads for one in read.diagnostics), *twice)
    return Policies(
        root=root,
        policies=() if twice else tuple(policies),
        documents=documents,
        diagnostics=tuple(
            sorted(diagnostics, key=lambda one: (_place(one, documents), one.rule, one.message))
        ),
        digests={read.policy.id: read.digest for read in reads if read.policy is not None},
        shown=root.as_posix() if shown_as is None else shown_as,
    )


def _place(diagnostic: Diagnostic, documents: Mapping[str, Document | Source]) -> Place:
    at = diagnostic.at
    return at if isinstance(at, Place) else documents[at.file].place_of(at)
