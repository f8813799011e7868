"""Which files a policy has, and where they lie."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Final

from validator.diagnostics import Diagnostic, Level
from validator.location import Place
from validator.reading import OPTIONAL, REQUIRED
from validator.workspace.folder import FIRST

EDITION_FILES: Final = (*REQUIRED, *OPTIONAL)
HEAD: Final = "policy.yaml"
LOCK: Final = "holidays.lock.yaml"
NOTES: Final = (".md",)  # a policy may carry notes for people
EXAMPLES_KIND: Final = "examples"
EXAMPLES: Final = "examples"  # of an edition: what must come out, not what is promised
APPROVALS_KIND: Final = "approvals"
APPROVALS: Final = "approvals.yaml"  # of a policy: changes that were accepted, no part of what is promised
QUERIES: Final = "queries"  # and SQL files that turn exports of a help desk into its logs
LOGS: Final = (".csv", ".jsonl")  # and example logs beside policy.yaml


def kind_of(path: str) -> str | None:  # noqa: PLR0911 -- a table: one line per kind
    """Return the kind of a policy's file by its path within the policy's folder, None if no such file is read."""
    match PurePosixPath(path).parts:
        case (name,) if name == HEAD:
            return "policy"
        case (name,) if name == LOCK:
            return "holidays-lock"
        case (name,) if name == APPROVALS:
            return APPROVALS_KIND
        case ("agreements", name) if name.endswith(".yaml"):
            return "agreement"
        case ("editions", _, folder, name) if folder == EXAMPLES and name.endswith(".yaml"):
            return EXAMPLES_KIND
        case ("editions", _, name) if name.removesuffix(".yaml") in EDITION_FILES and name.endswith(".yaml"):
            return name.removesuffix(".yaml")
        case _:
            return None


def promises(path: str) -> bool:
    """Whether a file says what is promised, or frozen: only these make up a policy and its digest."""
    return kind_of(path) not in (None, EXAMPLES_KIND, APPROVALS_KIND)


def is_note(path: str) -> bool:
    """Whether a file is no part of the contract: notes for people, queries, example logs."""
    match PurePosixPath(path).parts:
        case (folder, name) if folder == QUERIES and name.endswith(".sql"):
            return True
        case (name,) if name.endswith(LOGS):
            return True
        case _:
            return path.endswith(NOTES)


def unknown_file(path: str, shown: str) -> Diagnostic:
    """Say that a file lies where no file of that name is read; `shown` is its name as shown to people."""
    place = PurePosixPath(path)
    choices = _choices(place)
    stems = {choice.removesuffix(".yaml"): choice for choice in choices}
    close = [stems[stem] for stem in get_close_matches(place.stem, stems, n=1, cutoff=0.6)]
    if close:
        next_step = f"Rename it to `{close[0]}`."
    elif choices:
        next_step = f"Remove it, or name it as one of {', '.join(f'`{choice}`' for choice in choices)}."
    else:
        next_step = "Move it into the folder of an edition or into `agreements`, or remove it."
    message = f"No file called `{place.name}` is read in this folder."
    return Diagnostic(
        "unknown-file",
        Level.ERROR,
        message,
        Place(shown, FIRST),
        next_step,
        meant=close[0] if close else None,
    )


def _choices(place: PurePosixPath) -> tuple[str, ...]:
    match place.parts:
        case (_,):
            return (HEAD, LOCK, APPROVALS)
        case ("editions", _, _):
            return tuple(f"{kind}.yaml" for kind in EDITION_FILES)
        case ("editions", _, folder, _) if folder == EXAMPLES:
            return (f"{place.stem}.yaml",)
        case ("agreements", _):
            return (f"{place.stem}.yaml",)
        case _:
            return ()
