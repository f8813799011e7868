"""The readings that bear on a step."""

from __future__ import annotations

from validator.location import Address
from validator.model.reading import Reading
from validator.render.explanation.step import Choice, Step, choices

READINGS = {
    "counted": Reading("Completed or begun?", "completed", "Whole steps.", Address("credits.yaml")),
    "cap": Reading("Is there a limit?", "none", "The text names none.", Address("credits.yaml")),
}
COUNTED = Choice("Completed or begun?", "completed", "Whole steps.")
CAP = Choice("Is there a limit?", "none", "The text names none.")


def test_all_readings_are_told_in_the_order_of_the_contract() -> None:
    assert choices(READINGS) == (COUNTED, CAP)


def test_readings_may_be_chosen() -> None:
    assert choices(READINGS, "cap") == (CAP,)
    assert choices(READINGS, "cap", "counted") == (COUNTED, CAP)


def test_what_no_reading_settles_is_not_told() -> None:
    assert choices(READINGS, "eligible_on") == choices({}) == ()


def test_a_step_of_the_log_rests_on_no_clause() -> None:
    step = Step("The ticket was submitted.")
    assert (step.at, step.clause, step.choices) == (None, "", ())
