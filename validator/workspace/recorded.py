"""Recorded runs: what an evaluation wrote, and the logs it was made from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from validator.workspace.outputs import FORMATS, RUN_RECORD
from validator.workspace.run_record import RECORD_VERSION
from validator.workspace.trouble import Trouble, because

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BLOCK = 1 << 20
SHORT = 12
"""How much of a digest people are shown."""


@dataclass(frozen=True, slots=True)
class Run:
    """A folder that an evaluation wrote: its record, and the format of its tables."""

    folder: Path
    record: dict[str, Any]
    kind: str


def open_run(folder: Path) -> Run:
    """Open the folder of a run; raise `Trouble` where it holds none that this release can read."""
    path = folder / RUN_RECORD
    if not path.is_file():
        raise Trouble(
            f"there is no {RUN_RECORD} in {folder}", "Name a folder that `slawyer evaluate -o` wrote."
        )
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as failure:
        said = because(failure) if isinstance(failure, OSError) else "it is no JSON"
        raise Trouble(f"{path} cannot be read: {said}", "The record of a run is never edited.") from failure
    version = record.get("version") if isinstance(record, dict) else None
    if version != RECORD_VERSION:
        raise Trouble(
            f"{path} is a record of version {version}, and this release reads version {RECORD_VERSION}",
            "Use the release that is named in it under `software`.",
        )
    kinds = [kind for kind in FORMATS if (folder / f"decisions.{kind}").is_file()]
    if not kinds:
        raise Trouble(f"the decisions are missing in {folder}", "Evaluate the log again with -o.")
    return Run(folder, record, kinds[0])


def find_inputs(run: Run, given: Sequence[str], near: Sequence[Path]) -> list[Path]:
    """Return the logs of a run: among the files given, or else by name in folders near by.

    A record names files without their folders; only one with the recorded digest is that log. Raises `Trouble`
    where one is missing.
    """
    if given:
        from validator.workspace.logs.read import files_of  # noqa: PLC0415 -- heavy

        candidates = files_of(given)
    else:
        candidates = list(_near(run, near))
    digests = {path: _digest(path) for path in candidates}
    return [_found(entry, digests) for entry in run.record["inputs"]]


def _near(run: Run, near: Sequence[Path]) -> Iterator[Path]:
    names = {entry["name"] for entry in run.record["inputs"]}
    for folder in (run.folder, run.folder.resolve().parent, Path(), *near):
        for name in sorted(names):
            yield from (path for path in (folder / name, *folder.glob(f"*/{name}")) if path.is_file())


def _found(entry: dict[str, Any], digests: dict[Path, str]) -> Path:
    exact = [path for path, digest in digests.items() if digest == entry["sha256"]]
    if exact:
        return next((path for path in exact if path.name == entry["name"]), exact[0])
    named = [(path, digest) for path, digest in digests.items() if path.name == entry["name"]]
    if named:
        path, digest = named[0]
        raise Trouble(
            f"{path} is not the log of this run: its SHA-256 begins with {digest[:SHORT]}, "
            f"that of the run with {entry['sha256'][:SHORT]}",
            "Name the log as it was then.",
        )
    raise Trouble(
        f"the log {entry['name']} (SHA-256 {entry['sha256'][:SHORT]}…) was not found",
        "Name it after the folder of the run.",
    )


def _digest(path: Path) -> str:
    whole = sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                whole.update(block)
    except OSError as failure:
        raise Trouble(f"{path} cannot be read: {because(failure)}") from failure
    return whole.hexdigest()
