"""One policy file on its own, in two states: what git shows of a change, in words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from validator.changes.declared import Declared, Text, declared
from validator.location import Address
from validator.shape.annotations import Annotations
from validator.workspace.layout import kind_of
from validator.workspace.policies import prove
from validator.workspace.schemas import registry, schema
from validator.workspace.trouble import Trouble, because

if TYPE_CHECKING:
    from validator.document import Document

NOTHING: Final = "/dev/null"
"""What git calls a file that is not there."""


@dataclass(frozen=True, slots=True)
class State:
    """A file in one state: its text, and its document where it is one that the schema accepts."""

    text: str
    document: Document | None


def kind_of_path(path: str) -> str | None:
    """Return the kind of a policy file by its path in any repository, None for other files."""
    parts = PurePosixPath(path).parts
    kinds = (kind_of("/".join(parts[start:])) for start in range(max(len(parts) - 4, 0), len(parts)))
    return next((kind for kind in kinds if kind is not None), None)


def state_of(file: str, path: str) -> State:
    """Read a file as git hands it over; `path` is what it is called in the repository."""
    if file == NOTHING:
        return State("", None)
    try:
        content = Path(file).read_bytes()
    except OSError as failure:
        raise Trouble(f"{file} cannot be read: {because(failure)}") from failure
    kind = kind_of_path(path)
    document, found = prove(content, path, kind, path) if kind else (None, ())
    text = content.decode("utf-8", "replace")
    return State(text, None if found else document)


def changes_of(path: str, old: State, new: State) -> list[Declared] | None:
    """Return what differs between two states of a file; None where one of them cannot be understood."""
    kind = kind_of_path(path)
    if kind is None or any(state.text and state.document is None for state in (old, new)):
        return None
    name = PurePosixPath(path).name
    annotations = Annotations(schema(kind), registry())
    before, after = (Text(_files(name, path, state), Address(path)) for state in (old, new))
    return list(declared(before, after, lambda _file: annotations))


def _files(name: str, path: str, state: State) -> dict[str, tuple[str, Document]]:
    return {name: (path, state.document)} if state.document else {}
