"""Recorded runs: what an evaluation wrote, and the logs it was made from."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from validator.timetable.stamps import Ambiguous
from validator.workspace.logs import StampReading, instant_of
from validator.workspace.outputs import FORMATS, RUN_RECORD
from validator.workspace.run_record import RECORD_VERSION
from validator.workspace.trouble import Trouble, because
from validator.workspace.zones import load_zone

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
    except (OSError, ValueError, RecursionError) as failure:
        said = because(failure) if isinstance(failure, OSError) else "it is no JSON"
        raise Trouble(f"{path} cannot be read: {said}", "The record of a run is never edited.") from failure
    version = record.get("version") if isinstance(record, dict) else None
    if version != RECORD_VERSION:
        raise Trouble(
            f"{path} is a record of version {version}, and this release reads version {RECORD_VERSION}",
            "Use the release that is named in it under `software`.",
        )
    if not _is_whole(record):
        raise Trouble(f"{path} does not hold what a record holds", "The record of a run is never edited.")
    kinds = [kind for kind in FORMATS if (folder / f"decisions.{kind}").is_file()]
    if not kinds:
        raise Trouble(f"the decisions are missing in {folder}", "Evaluate the log again with -o.")
    return Run(folder, record, kinds[0])


def _is_whole(record: dict[str, Any]) -> bool:
    """Whether a record says everything that repeating its run takes."""
    match record:
        case {
            "as_of": str(),
            "inputs": [_, *_] as inputs,
            "query": None | str(),
            "time_zone": None | str(),
            "ambiguous": None | "reject" | "earlier" | "later",
            "policies": [*policies],
            "zones": {"release": str(), "sha256": str()},
            "software": {"slawyer": str()},
            "counts": {"decisions": int(), "rows_rejected": int()},
        }:
            return all(map(_is_input, inputs)) and all(map(_is_policy, policies))
        case _:
            return False


def _is_input(entry: object) -> bool:
    match entry:
        case {"name": str(), "bytes": int(), "sha256": str()}:
            return True
        case _:
            return False


def _is_policy(entry: object) -> bool:
    match entry:
        case {"id": str(), "sha256": str(), "holidays": dict() as holidays}:
            return all(isinstance(digest, str) for digest in holidays.values())
        case _:
            return False


def reading_of(run: Run) -> tuple[StampReading, int]:
    """Return how stamps were read, and as of which instant (microseconds, UTC) tickets were decided."""
    name = run.record["time_zone"]
    zone = load_zone(name) if name else None
    if name and zone is None:
        raise Trouble(f"there is no time zone `{name}` any more", "The run read its stamps in it.")
    stamps = StampReading(zone, Ambiguous[(run.record["ambiguous"] or "reject").upper()])
    as_of = instant_of(run.record["as_of"], StampReading())
    if isinstance(as_of, str):
        raise Trouble(
            f"the record has an impossible `as_of`: {as_of}", "The record of a run is never edited."
        )
    return stamps, as_of


def find_inputs(run: Run, given: Sequence[str], near: Sequence[Path]) -> list[Path]:
    """Return the logs of a run in its order: the files given, and what is not given by name near by.

    Near by are the run's folder, the one above it, the current one, and the folders `near` with all below them. A
    record names files without their folders; only a file with the recorded digest is that log. Raises `Trouble` where
    one is missing, and of a file given that is none of them.
    """
    inputs = run.record["inputs"]
    digests = _given(inputs, given)
    names = {entry["name"] for entry in inputs if entry["sha256"] not in digests.values()}
    digests |= {path: _digest(path) for path in _near(run, names, near)}
    return [_found(entry, digests) for entry in inputs]


def _given(inputs: Sequence[dict[str, Any]], given: Sequence[str]) -> dict[Path, str]:
    if not given:
        return {}
    from validator.workspace.logs.read import files_of  # noqa: PLC0415 -- heavy

    digests = {path: _digest(path) for path in files_of(given)}
    for path, digest in digests.items():
        if all(entry["sha256"] != digest for entry in inputs):
            raise _other(path, digest, inputs)
    return digests


def _near(run: Run, names: set[str], near: Sequence[Path]) -> Iterator[Path]:
    for folder in (run.folder, run.folder.resolve().parent, Path()):
        yield from (folder / name for name in sorted(names) if (folder / name).is_file())
    for root in near if names else ():
        for folder_name, _, files in sorted(os.walk(root)):
            yield from (Path(folder_name, name) for name in sorted(names & set(files)))


def _found(entry: dict[str, Any], digests: dict[Path, str]) -> Path:
    exact = [path for path, digest in digests.items() if digest == entry["sha256"]]
    if exact:
        return next((path for path in exact if path.name == entry["name"]), exact[0])
    for path, digest in digests.items():
        if path.name == entry["name"]:
            raise _other(path, digest, [entry])
    raise Trouble(
        f"the log {entry['name']} (SHA-256 {entry['sha256'][:SHORT]}…) was not found",
        "Name it after the folder of the run.",
    )


def _other(path: Path, digest: str, inputs: Sequence[dict[str, Any]]) -> Trouble:
    """Return what is wrong with a file that is none of these logs."""
    meant = [entry for entry in inputs if entry["name"] == path.name] or inputs
    wanted = ", ".join(f"{entry['name']} with {entry['sha256'][:SHORT]}…" for entry in meant)
    return Trouble(
        f"{path} is no log of this run: its SHA-256 begins with {digest[:SHORT]}…; the run has {wanted}",
        "Name the log as it was then.",
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
