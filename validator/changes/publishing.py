"""The rules of publishing: what must not be done to a contract, whomever it favours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from validator.changes.change import SILENT, Change
from validator.changes.compare import Comparison
from validator.changes.favours import Favours
from validator.diagnostics import Diagnostic, Level, Related
from validator.model.edition import Edition
from validator.model.policy import Policy

RULES: Final[Mapping[str, str]] = {
    "edition-edited": "The text of a published edition was changed.",
    "edition-removed": "A published edition is gone.",
    "printed-date-not-moved": "A text promises something else under the date of the one before.",
    "notice-too-short": "A change for the worse takes effect before its notice has run out.",
    "policy-removed": "A policy is gone.",
}


def breaches(comparison: Comparison, policy: Policy) -> Iterator[Diagnostic]:
    """Yield what breaks the rules of publishing in the comparison of two editions of a policy, as it is now."""
    old, new = comparison.old, comparison.new
    if old is None or new is None:
        return
    telling = [change for change in comparison.changes if change.kind not in SILENT]
    if comparison.edited:
        if telling:
            yield _edited(new, telling)
        return
    moving = [change for change in telling if change.favours is not Favours.NEUTRAL]
    if moving and old.source.printed_date is not None and old.source.printed_date == new.source.printed_date:
        yield _date_not_moved(old, new, moving)
    worse = [change for change in moving if change.favours is Favours.ADVERSE]
    if worse and policy.notice_days is not None:
        yield from _notice(new, policy.notice_days, worse)


def _edited(edition: Edition, changes: list[Change]) -> Diagnostic:
    return Diagnostic(
        "edition-edited",
        Level.ERROR,
        f"The edition {edition.id} is published, and {_counted(len(changes), 'place')} of its text now "
        f"{'says' if len(changes) == 1 else 'say'} something else.",
        edition.at.child("edition"),
        "Leave it as it was, and publish the changed text as an edition of its own; customers were promised this one.",
        related=tuple(Related(change.at, "changed") for change in changes[:3]),
        identity=" ".join(["edition-edited", edition.id, *(_identity(change) for change in changes)]),
    )


def _identity(change: Change) -> str:
    """Return place and values, so that approving of one edit approves of no other."""
    sides = (side.text if side else "" for side in (change.old, change.new))
    return " ".join((change.file, change.path, *sides))


def _date_not_moved(old: Edition, new: Edition, changes: list[Change]) -> Diagnostic:
    return Diagnostic(
        "printed-date-not-moved",
        Level.ERROR,
        f"The edition {new.id} prints the date {new.source.printed_date}, as {old.id} does, although "
        f"{_counted(len(changes), 'change')} of substance {'lies' if len(changes) == 1 else 'lie'} between them.",
        new.at.child("source", "printed_date"),
        "Print a date of its own on every text: a customer must see which of the two applies.",
    )


def _notice(edition: Edition, days: int, changes: list[Change]) -> Iterator[Diagnostic]:
    at = edition.at.child("effective_from")
    worse = _counted(len(changes), "change")
    if edition.announced_on is None:
        yield Diagnostic(
            "notice-too-short",
            Level.ERROR,
            f"The edition {edition.id} makes {worse} for the worse, and does not say when customers were told.",
            at,
            f"Add `announced_on`; this policy gives {days} days of notice.",
        )
    elif (edition.effective_from - edition.announced_on).days < days:
        given = (edition.effective_from - edition.announced_on).days
        yield Diagnostic(
            "notice-too-short",
            Level.ERROR,
            f"The edition {edition.id} makes {worse} for the worse {given} days after it was announced; "
            f"this policy gives {days} days of notice.",
            at,
            f"Let it take effect on {date.fromordinal(edition.announced_on.toordinal() + days)} or later.",
            related=(Related(edition.at.child("announced_on"), "announced"),),
        )


def gone(old: Policy, new: Policy) -> Iterator[Diagnostic]:
    """Yield the editions that were published and are no longer there."""
    for name in old.editions.keys() - new.editions.keys():
        yield Diagnostic(
            "edition-removed",
            Level.ERROR,
            f"The edition {name} was published, and is gone: tickets of its time can no longer be decided.",
            new.at.child("editions"),
            "Put its folder back, and its name into the list.",
        )


def policy_gone(policy: str, others: list[str], at: Policy) -> Diagnostic:
    """Say that a whole policy is gone; `at` is one that is left."""
    hint = f" If it is called {others[0]} now, compare their folders by name." if others else ""
    return Diagnostic(
        "policy-removed",
        Level.ERROR,
        f"The policy {policy} is gone: none of its tickets can be decided any more.",
        at.at.child("policy"),
        f"Put it back.{hint}",
    )


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
