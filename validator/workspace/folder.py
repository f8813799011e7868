"""The files of a folder, read safely: no links, nothing huge, nothing that is not a file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from validator.diagnostics import Diagnostic, Level
from validator.document import SIZE_LIMIT, too_large
from validator.location import Place, Position, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

DEEPEST: Final = 4  # editions/2024-01-10/plans.yaml is two folders deep
FIRST: Final = Span(Position(1, 1), Position(1, 1))


@dataclass(frozen=True, slots=True)
class Folder:
    """The files below a folder by their path within it (`editions/2024-01-10/plans.yaml`), with what could not be read.

    `others` are the paths of files that nobody wanted to read, `unread` those of files that could not be read; each of
    these has its diagnostic.
    """

    files: Mapping[str, bytes]
    others: tuple[str, ...]
    unread: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]


def read_folder(folder: Path, shown: str, wanted: Callable[[str], bool]) -> Folder:
    """Read the files below a folder whose paths are wanted; hidden ones are left alone.

    `shown` is the folder's name as shown to people.
    """
    files: dict[str, bytes] = {}
    others: list[str] = []
    found: dict[str, Diagnostic] = {}
    for path, entry in _walk(folder, "", 0):
        name = f"{shown}/{path}"
        if isinstance(entry, str):
            found[path] = unreadable(name, entry)
            continue
        if not wanted(path):
            others.append(path)
            continue
        content = _read(entry, name)
        if isinstance(content, Diagnostic):
            found[path] = content
        else:
            files[path] = content
    return Folder(files, tuple(others), frozenset(found), tuple(found.values()))


def unreadable(name: str, because: str) -> Diagnostic:
    """Say that a file or folder cannot be read."""
    message = f"This cannot be read: {because}."
    return Diagnostic(
        "unreadable-file",
        Level.ERROR,
        message,
        Place(name, FIRST),
        "Put a file that can be read in its place.",
    )


def _walk(folder: Path, prefix: str, depth: int) -> Iterator[tuple[str, Path | str]]:
    """Yield path and file, or why there is no file, of everything below a folder, sorted by name."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield prefix.rstrip("/") or ".", _reason(error)
        return
    for entry in entries:
        path = f"{prefix}{printable(entry.name)}"
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            yield path, "it is a link, and a policy holds all its files itself"
        elif entry.is_dir(follow_symlinks=False):
            if entry.name.endswith((".yaml", ".yml")):
                yield path, "it is a folder, named like a file"
            elif depth == DEEPEST:
                yield path, "it lies too deep"
            else:
                yield from _walk(Path(entry.path), f"{path}/", depth + 1)
        elif entry.is_file(follow_symlinks=False):
            yield path, Path(entry.path)
        else:
            yield path, "it is not a file"


def _read(file: Path, name: str) -> bytes | Diagnostic:
    try:
        size = file.stat().st_size
        if size > SIZE_LIMIT:
            return too_large(name, size)
        with file.open("rb") as stream:
            return stream.read(
                SIZE_LIMIT + 1
            )  # a file that grows meanwhile is still refused when it is parsed
    except OSError as error:
        return unreadable(name, _reason(error))


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


def printable(name: str) -> str:
    """Return a file name that any terminal and any file can show."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
