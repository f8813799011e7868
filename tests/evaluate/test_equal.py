"""The two evaluators are equal: on every world, each decision, ledger line and refusal."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from tests.evaluate.worlds import World, worlds
from validator.evaluate import columns, reference


@settings(suppress_health_check=list(HealthCheck))  # how many worlds: see the profiles in conftest.py
@given(worlds())
def test_the_columnar_evaluator_equals_the_reference(world: World) -> None:
    decisions, ledger, refusals = reference.decide_all(world.log, world.book, world.as_of)
    result = columns.decide(columns.EventTable.from_timelines(world.log), world.book, world.as_of)
    assert result.refusals == refusals
    assert result.decisions.to_decisions() == decisions
    assert result.ledger == ledger
    counts = result.counts
    assert (
        counts.rows_used + counts.rows_rejected == counts.rows == sum(len(each.events) for each in world.log)
    )
    assert (
        counts.tickets == counts.tickets_decided + counts.tickets_rejected + counts.tickets_not_yet_submitted
    )
