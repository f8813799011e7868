"""An impact in sentences: what moved, by how much, and why there is nothing to tell."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.render.impact.measured import IMPACT, NOW, THEN
from validator.changes.impact import BOUNDS, Counted, Nothing
from validator.render.impact.wording import NOTHING, amount, answer, closing, decision, shift_names


def test_the_answer_names_tickets_deadlines_and_credits() -> None:
    assert list(answer(IMPACT)) == [
        (
            "For 1 ticket NEW is worse for the customer, for 0 better, for 0 mixed; 0 are decided otherwise without "
            "anything gained or lost, 1 alike."
        ),
        "Deadlines: none earlier; 2 later, by 1 h 30 min (median), at most 1 d 2 h; 1 decision lost its time.",
        "Credits in days: 3 under OLD, 1.5 under NEW; 0 gained, 1.5 lost.",
    ]


def test_what_moved_alike_has_one_length() -> None:
    same = replace(IMPACT, earlier=Counted(7, 60_000_000, 60_000_000), credits=())
    assert list(answer(same))[1].startswith("Deadlines: 7 earlier, by 1 min; ")
    assert list(answer(same))[2] == "Credits: none under either side."


@pytest.mark.parametrize("nothing", Nothing)
def test_every_kind_of_nothing_has_words_of_its_own(nothing: Nothing) -> None:
    assert list(answer(replace(IMPACT, nothing=nothing))) == [NOTHING[nothing]]
    assert len(set(NOTHING.values())) == len(Nothing)


def test_the_account_adds_up() -> None:
    assert next(closing(IMPACT)) == (
        "Tickets: 5 = 2 decided under both + 1 only under OLD + 0 only under NEW + 1 under neither + "
        "1 not yet submitted."
    )


def test_a_decision_is_told_with_what_it_promises() -> None:
    assert decision(THEN) == "breached, 2 hours, due 2024-06-03T10:00:00Z, credit 3 days"
    assert decision(NOW) == "not-entitled (channel-not-covered)"
    assert decision(None) == "no such obligation"


def test_amounts_are_exact_and_short() -> None:
    assert [amount(Decimal(text)) for text in ("0", "100", "1200", "1.50", "0.000001", "0.0")] == [
        "0", "100", "1,200", "1.5", "0.000001", "0"
    ]  # fmt: skip


def test_there_is_a_name_for_every_class_of_shifts() -> None:
    names = shift_names()
    assert len(names) == len(set(names)) == 2 * len(BOUNDS) + 1 == len(IMPACT.shifts)
    assert (names[0], names[len(BOUNDS)], names[len(BOUNDS) + 1]) == (
        "earlier by more than 7 d", "unmoved", "later by up to 1 h"
    )  # fmt: skip
