"""Which tickets and escalations are entitled, by the same tests as the reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from validator.evaluate.columns.arrays import combined, distinct
from validator.evaluate.columns.table import REASONS
from validator.evaluate.reference.entitlement import Entitlement, entitlement, escalation_entitlement
from validator.model.timeline import TicketEvent
from validator.model.words import Event, Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from validator.evaluate.columns.events import EventTable
    from validator.evaluate.terms import Obligation, Refuser, Terms

ENTITLED = REASONS.index(Reason.ENTITLED)


class Refusers:
    """Refusers by number, as decisions point at them."""

    def __init__(self) -> None:
        """Start without any."""
        self.all: list[Refuser] = []

    def judged(self, claim: Entitlement) -> tuple[int, int]:
        """Return the codes of a claim's reason and refuser, -1 for none."""
        if claim.refuser is None:
            return REASONS.index(claim.reason), -1
        self.all.append(claim.refuser)
        return REASONS.index(claim.reason), len(self.all) - 1


def submissions(
    events: EventTable,
    rows: NDArray[np.int64],
    terms: Sequence[Terms],
    terms_of: NDArray[np.int64],
    refusers: Refusers,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the codes of reason and refuser for each submission, its term left aside.

    Each distinct combination of terms, channels, request and feature is judged once.
    """
    key = combined(
        (terms_of, len(terms)),
        *((events.codes(name)[rows], len(events.words(name))) for name in ("channels", "request", "feature")),
    )

    def judge(sample: int) -> Entitlement:
        event = _event(Event.SUBMITTED, events, rows[sample])
        return entitlement(event, terms[terms_of[sample]], inside_term=True)

    return _each(key, judge, refusers)


def escalations(
    events: EventTable, rows: NDArray[np.int64], obligation: Obligation, refusers: Refusers
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the codes of reason and refuser for each escalation by its channels."""
    key = combined((events.codes("channels")[rows], len(events.words("channels"))))

    def judge(sample: int) -> Entitlement:
        return escalation_entitlement(_event(Event.ESCALATED, events, rows[sample]), obligation)

    return _each(key, judge, refusers)


def _each(
    key: NDArray[np.int64], judge: Callable[[int], Entitlement], refusers: Refusers
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    samples, inverse = distinct(key)
    judged = [refusers.judged(judge(int(sample))) for sample in samples]
    table = np.array(judged, dtype=np.int64).reshape(-1, 2)
    return table[inverse, 0], table[inverse, 1]


def _event(kind: Event, events: EventTable, row: int) -> TicketEvent:
    said = {
        name: events.words(name)[code] if (code := events.codes(name)[row]) >= 0 else None
        for name in ("channels", "request", "feature")
    }
    channels = frozenset(said["channels"].split("+")) if said["channels"] else frozenset()
    return TicketEvent(0, kind, channels=channels, request=said["request"], feature=said["feature"])
