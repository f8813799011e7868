"""A log read once and decided under two states of a contract."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from validator.changes.impact import Decided, Impact, Rows, measure
from validator.checks import agreement_outside_edition, negotiable_not_agreed
from validator.checks.rule import Facts
from validator.evaluate.columns import Result, decide
from validator.evaluate.decision import Refusal
from validator.evaluate.refusals import message
from validator.workspace.book import book_of
from validator.workspace.evaluation import citing
from validator.workspace.logs import LogRows, StampReading, parse_log

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.model.policy import Policy
    from validator.workspace.logs import ParsedLog
    from validator.workspace.operands import Side

ALWAYS: Final = date(1969, 1, 1)
"""A day before every instant that a log can name, in all zones."""

NOT_OFFERED: Final = ""
"""The plan of an agreement that an edition cannot carry: no plan is called so."""

STAGES: Final = ("reading", "deciding", "comparing")


def impact(  # noqa: PLR0913 -- a log and how it is read, two sides, and how much is shown
    log: LogRows,
    old: Side,
    new: Side,
    stamps: StampReading,
    as_of: int | None,
    *,
    top: int = 10,
    told: Callable[[str], None] = lambda _stage: None,
) -> Impact:
    """Decide a log under both sides, as of an instant (microseconds, UTC), by default that of its last event.

    `told` hears of each stage as it begins. Both sides must be free of errors.
    """
    told("deciding")
    parsed = parse_log(log, stamps, as_of)
    declared = [declared_by(side) for side in (old, new)]
    results = [decide(parsed.events, book_of(policies), parsed.as_of) for policies in declared]
    told("comparing")
    before, after = (
        Decided(side.label, result, citing(side.policies.documents))
        for side, result in zip((old, new), results, strict=True)
    )
    return measure(
        parsed.events,
        parsed.as_of,
        before,
        after,
        unreadable=[
            Refusal(ticket, code, message(code, said)) for ticket, (code, said) in parsed.tainted.items()
        ],
        rows=_rows(log, parsed, results),
        alike=declared[0] == declared[1],
        top=top,
    )


def _rows(log: LogRows, parsed: ParsedLog, results: Sequence[Result]) -> Rows:
    """Count rejected rows: those that nobody can read, and those that a side does not understand."""
    unread = len(log.malformed) + len(parsed.rejected)
    old, new = (result.rejected_rows.keys() for result in results)
    return Rows(len(log) + len(log.malformed), unread + len(old), unread + len(new), unread + len(old & new))


def declared_by(side: Side) -> tuple[Policy, ...]:
    """Return the policies of a side; where it is one edition, its policy as if that had always been in force."""
    if side.edition is None:
        return side.policies.policies
    name, edition = side.edition
    return tuple(
        _always(policy, edition) if policy.id == name else policy for policy in side.policies.policies
    )


def _always(policy: Policy, edition_id: str) -> Policy:
    """Return a policy with one edition that is always in force, for all agreements that it can carry."""
    edition = replace(policy.editions[edition_id], effective_from=ALWAYS)
    following = {name: replace(each, edition=None) for name, each in policy.agreements.items()}
    alone = replace(policy, editions={edition.id: edition}, agreements=following)
    lost = _not_carried(alone)
    return replace(
        alone,
        agreements={
            name: replace(each, plan=NOT_OFFERED) if name in lost else each
            for name, each in following.items()
        },
    )


def _not_carried(policy: Policy) -> frozenset[str]:
    """Return the agreements that name something the edition lacks, or leave open what it leaves to them."""
    nothing = Facts(frozenset(), {})
    files = {each.at.file: name for name, each in policy.agreements.items()}
    return frozenset(
        files[found.at.file]
        for rule in (agreement_outside_edition, negotiable_not_agreed)
        for found in rule.find(policy, nothing)
    )
