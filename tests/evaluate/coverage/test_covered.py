"""Coverage counts each item of an edition once, in the order of its parts."""

from __future__ import annotations

from tests.evaluate.coverage.small import EDITION, Ticket, contract, edition_of, filed
from validator.evaluate.coverage import Coverage, Item, coverage
from validator.location import Address

HERE = Address("acme/editions/2024-01-01/plans.yaml", ("plans", "gold"))
ONE, TWO, THREE = (Item(HERE, side) for side in ("bought", "keeps out", "lets in"))
BOUGHT = Ticket((filed("office", "2024-06-03 10:00", "severe"),), "2024-06-03 10:00")


def test_what_is_missed_keeps_its_order() -> None:
    found = Coverage((ONE, TWO, THREE), frozenset({TWO}))
    assert found.missed == (ONE, THREE)
    assert found.percent == 100 / 3


def test_all_of_nothing_is_everything() -> None:
    assert (Coverage((), frozenset()).missed, Coverage((), frozenset()).percent) == ((), 100.0)


def test_an_item_is_counted_once_however_often_it_is_exercised() -> None:
    once, twice = (coverage(EDITION, BOUGHT.accounts() * times) for times in (1, 2))
    assert once == twice
    assert len(set(once.items)) == len(once.items)
    assert len(once.hit) + len(once.missed) == len(once.items)


def test_what_is_no_item_of_the_edition_is_not_counted() -> None:
    """A ticket decided while the channels of the edition mattered; now they do not."""
    silent = edition_of(contract(channels=None))
    found = coverage(silent, BOUGHT.accounts())
    assert found.hit < set(found.items)
    assert not any("channels.yaml" in item.at.file for item in found.hit)


def test_the_same_place_has_several_sides() -> None:
    found = coverage(EDITION, BOUGHT.accounts())
    plan = EDITION.plans["free"].at
    assert [item.side for item in found.items if item.at == plan] == ["bought", "keeps out"]
