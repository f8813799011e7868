"""A worked example tried: decided by the reference, and compared with what it expects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from validator.evaluate.book import Book
from validator.evaluate.citations import covers, rests_on
from validator.evaluate.decision import Refusal
from validator.evaluate.reference import Account, accounts
from validator.evaluate.spelling import NOTHING, credit_text, instant_of, length_text, stamp_text
from validator.model.example import Example, ExampleEvent, Expected, Stamp
from validator.model.timeline import TicketEvent, Timeline
from validator.model.words import Event, Outcome, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import tzinfo

    from validator.location import Address


_TIMED = {Outcome.MET, Outcome.RUNNING, Outcome.WITHDRAWN}
_LATE = {Outcome.BREACHED, Outcome.OVERDUE}
NEEDED: Final[Mapping[Outcome, frozenset[str]]] = {
    **dict.fromkeys(_TIMED, frozenset({"deadline"})),
    **dict.fromkeys(_LATE, frozenset({"deadline", "overrun", "credit"})),
    Outcome.NOT_ENTITLED: frozenset({"reason"}),
}
"""What an example must say beside an outcome, as the schema of examples demands."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Something that does not come out as an example says.

    `at` is where the example says it, `message` a whole sentence. `instead` is what would have to be written there,
    None where rewriting a value does not mend it. `rests_on` is the place of the contract that decides.
    """

    at: Address
    message: str
    instead: str | None = None
    rests_on: Address | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """An example with what was decided and what does not come out as it says; it holds if nothing does not."""

    example: Example
    accounts: tuple[Account, ...]
    mismatches: tuple[Mismatch, ...]

    @property
    def holds(self) -> bool:
        """Whether everything comes out as the example says."""
        return not self.mismatches


def try_example(example: Example, book: Book) -> Trial:
    """Decide an example's ticket under a book that holds its agreement, and compare."""
    zone = book.zones[book.policies[example.policy].zone]
    stamps = [event.stamp for event in example.events] + [stamp for stamp in [example.as_of] if stamp]
    faults = tuple(_fault(stamp, zone) for stamp in (*stamps, *_expected_stamps(example)))
    impossible = tuple(fault for fault in faults if fault is not None)
    if impossible:
        return Trial(example, (), impossible)
    events = [_event(event, example, zone) for event in example.events]
    as_of = _instant(example.as_of, zone) if example.as_of else max(event.at for event in events)
    term_end = book.term_end(example.agreement, example.extended_by) if example.extended_by else None
    timeline = Timeline.of(example.agreement.id, events)
    found = accounts(timeline, book, as_of, term_end)
    if isinstance(found, Refusal):
        return Trial(example, (), tuple(_rejection(example, found)))
    if found is None:
        message = "Until then the ticket has not been submitted."
        return Trial(example, (), (Mismatch((example.as_of or example.events[0].stamp).at, message),))
    return Trial(example, found, tuple(_differences(example, found, zone)))


def _expected_stamps(example: Example) -> Iterator[Stamp]:
    for expected in example.expected:
        yield from (stamp for stamp in (expected.deadline, expected.stopped, expected.claimable) if stamp)


def _fault(stamp: Stamp, zone: tzinfo) -> Mismatch | None:
    found = instant_of(stamp, zone)
    return Mismatch(stamp.at, found) if isinstance(found, str) else None


def _instant(stamp: Stamp, zone: tzinfo) -> int:
    found = instant_of(stamp, zone)
    if isinstance(found, str):
        raise TypeError(found)
    return found


def _event(event: ExampleEvent, example: Example, zone: tzinfo) -> TicketEvent:
    return TicketEvent(
        at=_instant(event.stamp, zone),
        event=event.event,
        agreement=example.agreement.id if event.event is Event.SUBMITTED else None,
        by=event.by,
        public=event.public,
        severity=event.severity,
        status=event.status,
        channels=event.channels,
        urgency=event.urgency,
        request=event.request,
        feature=event.feature,
    )


def _rejection(example: Example, refusal: Refusal) -> Iterator[Mismatch]:
    if example.rejected != refusal.code:
        message = f"The ticket cannot be decided ({refusal.code}): {refusal.message}."
        yield Mismatch(
            example.at.child("rejected") if example.rejected else example.at.child("title"),
            message,
            refusal.code if example.rejected else None,
        )


def _differences(example: Example, found: Sequence[Account], zone: tzinfo) -> Iterator[Mismatch]:
    """Compare every decision with what is expected, and both with what they are said to rest on."""
    if example.rejected:
        yield Mismatch(example.at.child("rejected"), "The ticket is decided, though it should be rejected.")
        return
    edition = found[0].ticket.terms.edition.id if found else example.edition
    if edition != example.edition:
        message = f"The ticket is decided under the edition {edition}, in whose folder this example belongs."
        yield Mismatch(example.at.child("agreement"), message)
    decided = {(account.decision.obligation, account.decision.occurrence): account for account in found}
    wanted = {(expected.obligation, expected.occurrence): expected for expected in example.expected}
    for key, expected in wanted.items():
        if key in decided:
            yield from _values(expected, decided[key], zone)
        else:
            yield Mismatch(expected.at, f"Nothing is decided of {_named(*key)}: its clock never starts.")
    for key, account in decided.items():
        if key not in wanted:
            message = f"{_named(*key)} is decided too ({account.decision.outcome.value}), and not expected."
            yield Mismatch(example.at.child("expect").key(), message, None, account.decision.rests_on)
    yield from _grounds(example, found)


def _named(obligation: str, occurrence: int) -> str:
    return f"`{obligation}`" + (f" number {occurrence}" if occurrence > 1 else "")


def _values(expected: Expected, account: Account, zone: tzinfo) -> Iterator[Mismatch]:
    for key, wanted, actual in _compared(expected, account, zone):
        if wanted != actual:
            message = f"`{key}` is expected to be `{wanted}`, and comes out as `{actual}`."
            instead = actual if _can_be_written(key, actual, expected) else None
            yield Mismatch(expected.values[key], message, instead, account.decision.rests_on)


def _can_be_written(key: str, actual: str, expected: Expected) -> bool:
    """Whether an example may say what comes out, in the place of what it says now."""
    if key == "outcome":
        return expected.values.keys() >= NEEDED.get(Outcome(actual), frozenset())
    return actual not in {NOTHING, Reason.ENTITLED.value} or key == "credit"


def _compared(expected: Expected, account: Account, zone: tzinfo) -> Iterator[tuple[str, str, str]]:
    """Yield every key that the example writes, with what it says and what comes out, both spelt alike."""
    decision = account.decision

    def moment(instant: int | None) -> str:
        return NOTHING if instant is None else stamp_text(instant, zone)

    def length(microseconds: int | None) -> str:
        return NOTHING if microseconds is None else length_text(microseconds)

    money = expected.credit
    both = {
        "outcome": (expected.outcome.value, decision.outcome.value),
        "reason": (expected.reason.value if expected.reason else "", decision.reason.value),
        "severity": (expected.severity or "", decision.severity or NOTHING),
        "target": (expected.target or "", decision.target or NOTHING),
        "schedule": (expected.schedule or "", decision.schedule or NOTHING),
        "elapsed": (length(expected.elapsed), length(decision.elapsed)),
        "overrun": (length(expected.overrun), length(decision.overrun)),
        "credit": (
            credit_text(money.amount, money.unit) if money else NOTHING,
            credit_text(decision.credit, decision.credit_unit),
        ),
        "provisional": (str(expected.provisional).lower(), str(decision.provisional).lower()),
    }
    for key, stamp, instant in (
        ("deadline", expected.deadline, decision.deadline),
        ("stopped", expected.stopped, decision.stopped_at),
        ("claimable", expected.claimable, decision.eligible_at),
    ):
        if stamp:
            both[key] = moment(_instant(stamp, zone)), moment(instant)
    for key in expected.values:
        yield key, *both[key]


def _grounds(example: Example, found: Sequence[Account]) -> Iterator[Mismatch]:
    """Compare what the decisions rest on with what the example says they do."""
    for because in example.because:
        if not any(rests_on(account, because.names) for account in found):
            yield Mismatch(because.at, f"No decision of this example rests on `{because.text}`.")
    for account in found:
        decisive = account.decision.rests_on
        if not any(covers(because.names, decisive) for because in example.because):
            path = ".".join(str(key) for key in decisive.route)
            named = _named(account.decision.obligation, account.decision.occurrence)
            message = f"{named} rests on `{path}`, which is not among these."
            yield Mismatch(example.at.child("because").key(), message, None, decisive)
