"""What leaves the house: an edition as PDF, two of them as a redline, a schedule as a calendar."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from validator.workspace.differences import zones
from validator.workspace.trouble import Trouble, meant

if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.model.edition import Edition
    from validator.model.policy import Policy
    from validator.workspace.policies import Policies

EXTRA: Final = 'Install it with the extra `publish`: pip install "slawyer[publish]".'


def edition_pdf(policies: Policies, policy: Policy, edition: Edition) -> bytes:
    """Return an edition as PDF."""
    from validator.render.paper import pdf  # noqa: PLC0415 -- an extra

    try:
        return pdf(policy, edition, edition_digest(policies, policy, edition))
    except ModuleNotFoundError as missing:
        raise _missing("A PDF", missing) from missing


def edition_digest(policies: Policies, policy: Policy, edition: Edition) -> str:
    """Return the SHA-256 (hex) over the names and texts of an edition's own files, without its examples."""
    folder = f"{policy.id}/editions/{edition.id}/"
    whole = sha256()
    for name, document in sorted(policies.documents.items()):
        if name.startswith(folder) and "/" not in name.removeprefix(folder):
            text = document.text
            whole.update(f"{name} {len(text)}\n{text}".encode())
    return whole.hexdigest()


def redline(policy: Policy, old: Edition, new: Edition) -> bytes:
    """Return two editions as a Word document with tracked changes."""
    from validator.render.redline import docx  # noqa: PLC0415 -- an extra

    try:
        return docx(policy, old, new)
    except ModuleNotFoundError as missing:
        raise _missing("A Word document", missing) from missing


def calendar(policy: Policy, schedule: str) -> bytes:
    """Return a schedule as a calendar."""
    from validator.render.calendar import ics, schedules_of  # noqa: PLC0415 -- an extra

    named(schedule, schedules_of(policy), "support hours")
    try:
        return ics(policy, schedule, zones([policy]))
    except ModuleNotFoundError as missing:
        raise _missing("A calendar", missing) from missing


def policy_named(policies: Policies, name: str) -> Policy:
    """Return a policy by its name."""
    known = {policy.id: policy for policy in policies.policies}
    return known[named(name, known, "policy")]


def edition_named(policy: Policy, name: str | None) -> Edition:
    """Return an edition by its name, the newest one for None."""
    if name is None:
        return max(policy.editions.values(), key=lambda each: (each.effective_from, each.id))
    return policy.editions[named(name, policy.editions, "edition")]


def edition_before(policy: Policy, edition: Edition, name: str | None) -> Edition:
    """Return the edition to compare with: by its name, or the one that was superseded."""
    if name is not None:
        return edition_named(policy, name)
    if edition.supersedes is None:
        raise Trouble(
            f"edition {edition.id} supersedes none, so that there is nothing to compare it with",
            "Name an edition with --since.",
        )
    return policy.editions[edition.supersedes]


def named(name: str, known: Iterable[str], what: str) -> str:
    """Return a name that is known; of any other, say which was probably meant."""
    every = list(known)
    if name not in every:
        raise Trouble(f"there is no {what} `{name}`", meant(name, every))
    return name


def _missing(what: str, missing: ModuleNotFoundError) -> Trouble:
    return Trouble(f"{what} needs the package `{missing.name}`, which is not installed", EXTRA)
