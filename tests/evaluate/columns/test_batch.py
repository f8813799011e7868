"""However a log is cut into batches of whole tickets, the answers are the same."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.evaluate.columns.hand import book, replied, submitted, ticket
from tests.evaluate.worlds import NOWHERE, World, at, worlds
from validator.evaluate.book import Book
from validator.evaluate.columns import EventTable, Result, decide, decide_batch, settle
from validator.model.policy import Term
from validator.model.timeline import Timeline
from validator.model.words import Reason

SOME = settings(max_examples=60, suppress_health_check=list(HealthCheck))


def in_batches(log: list[list[Timeline]], under: Book, as_of: int) -> Result:
    return settle([decide_batch(EventTable.from_timelines(part), under, as_of) for part in log], under)


@SOME
@given(worlds(), st.lists(st.integers(0, 2), min_size=8, max_size=8), st.booleans())
def test_batches_make_no_difference(world: World, batch_of: list[int], late: bool) -> None:  # noqa: FBT001 -- drawn
    as_of = at("2026-01-15 12:00") if late else world.as_of  # beyond the locked years, or within them
    parts: list[list[Timeline]] = [[], [], []]  # any of which may stay empty
    for timeline, batch in zip(world.log, batch_of, strict=False):
        parts[batch].append(timeline)
    whole = decide(EventTable.from_timelines(world.log), world.book, as_of)
    cut = in_batches(parts, world.book, as_of)
    assert cut.decisions.to_decisions() == whole.decisions.to_decisions()
    assert (cut.ledger, cut.refusals, cut.counts) == (whole.ledger, whole.refusals, whole.counts)
    assert sorted(map(str, cut.rejected_rows.values())) == sorted(map(str, whole.rejected_rows.values()))


def test_credits_of_one_batch_extend_the_term_for_tickets_of_another() -> None:
    under = book(alpha=Term(date(2024, 3, 1), date(2024, 3, 27), NOWHERE))
    late = ticket(submitted("2024-03-27 08:00"), replied("2024-03-27 09:20"), name="z")
    later = ticket(submitted("2024-03-28 10:00"), replied("2024-03-28 10:30"), name="a")
    result = in_batches([[late], [later]], under, at("2024-04-05 12:00"))
    assert [(each.ticket, each.reason) for each in result.decisions.to_decisions()] == [
        ("a", Reason.ENTITLED),
        ("z", Reason.ENTITLED),
    ]
    assert [line.extended_term_end for line in result.ledger] == [date(2024, 3, 28)]


@pytest.mark.parametrize("bad_first", [True, False])
def test_places_of_rows_count_on_from_batch_to_batch(*, bad_first: bool) -> None:
    good = ticket(submitted("2024-03-27 08:00"), replied("2024-03-27 09:20"), name="good")
    bad = ticket(submitted("2024-03-27 08:00", "huge"), name="bad")
    parts = [[bad], [good]] if bad_first else [[good], [bad]]
    result = in_batches(parts, book(), at("2024-04-05 12:00"))
    assert result.rejected_rows == {0 if bad_first else 2: ("unknown-severity", "huge")}
