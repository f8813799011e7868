"""Terms are settled alike whether batches are added one after the other or merged from elsewhere."""

from __future__ import annotations

import pickle

from hypothesis import HealthCheck, given, settings

from tests.evaluate.worlds import World, worlds
from validator.evaluate.columns import Batch, EventTable, Settlement, Totals, decide_batch, finish
from validator.evaluate.columns.settlement import outside_of


def batches_of(world: World) -> list[Batch]:
    """Return the tickets of a world in two batches."""
    halves = (world.log[::2], world.log[1::2])
    tables = (EventTable.from_timelines(half) for half in halves if half)
    return [decide_batch(table, world.book, world.as_of) for table in tables]


@settings(suppress_health_check=list(HealthCheck), max_examples=30)
@given(worlds())
def test_a_cut_tells_what_the_whole_order_tells(world: World) -> None:
    batches = batches_of(world)
    together, merged = Settlement(world.book), Settlement(world.book)
    for batch in batches:
        together.add(batch)
        elsewhere = Settlement(world.book)
        elsewhere.add(batch)
        merged.merge(pickle.loads(pickle.dumps(elsewhere)))  # noqa: S301 -- our own
    cuts = merged.cuts()
    outside = [each.tolist() for each in together.outside()]
    assert [outside_of(batch, world.book, cuts).tolist() for batch in batches] == outside


@settings(suppress_health_check=list(HealthCheck), max_examples=30)
@given(worlds())
def test_totals_may_be_merged(world: World) -> None:
    batches = batches_of(world)
    settlement, whole, merged = Settlement(world.book), Totals(), Totals()
    for batch in batches:
        settlement.add(batch)
    for batch, outside in zip(batches, settlement.outside(), strict=True):
        end = finish(batch, outside)
        part = Totals()
        for totals in (whole, part):
            totals.add(end.decisions, batch.terms_of[~end.lost])
        merged.merge(part)
    assert merged.lines() == whole.lines()
