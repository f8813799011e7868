"""Between neighbouring editions of the ZITADEL contract, exactly what changed is found."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.changes.zitadel import compared, zitadel
from validator.changes.change import SILENT, Change, Kind
from validator.changes.favours import Favours
from validator.changes.publishing import breaches

HISTORY = yaml.load((Path(__file__).parent / "history.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 -- builds texts only
steps = pytest.mark.parametrize("step", HISTORY, ids=lambda step: f"{step['from']} to {step['to']}")


def written(change: Change) -> str:
    """Write a change as the history does; items of lists have no name."""
    path = " / ".join(str(key) for key in change.route if not isinstance(key, int))
    return f"{change.favours.value} {path}{'' if change.old and change.new else ' -' if change.old else ' +'}"


def test_every_pair_of_neighbours_is_there() -> None:
    assert [(step["from"], step["to"]) for step in HISTORY] == list(pairwise(zitadel().policy.editions))


@steps
def test_exactly_what_changed_is_found(step: dict[str, Any]) -> None:
    comparison = compared(step["from"], step["to"])
    found = Counter(written(change) for change in comparison.changes if change.kind not in SILENT)
    expected = Counter([*(each for item in step["substance"] for each in item["changes"]), *step["beside"]])
    assert found == expected


@steps
def test_what_shows_in_promises_alone_is_found(step: dict[str, Any]) -> None:
    found = {
        f"{effect.favours.value} {effect.cell.question}"
        for effect in compared(step["from"], step["to"]).effects
    }
    expected = {each for item in step["substance"] for each in item.get("effects", [])}
    assert {each for each in found if " language " in each} == expected


@steps
def test_the_rules_of_publishing_are_kept_or_not(step: dict[str, Any]) -> None:
    comparison = compared(step["from"], step["to"])
    assert [found.rule for found in breaches(comparison, zitadel().policy)] == step["publishing"]


@steps
def test_every_promise_that_changes_follows_from_a_line(step: dict[str, Any]) -> None:
    comparison = compared(step["from"], step["to"])
    assert comparison.unexplained == ()
    assert all(effect.causes for effect in comparison.effects)


@steps
def test_backwards_every_class_is_mirrored(step: dict[str, Any]) -> None:
    forth, back = compared(step["from"], step["to"]), compared(step["to"], step["from"])
    assert {effect.cell: effect.favours.mirrored for effect in forth.effects} == {
        effect.cell: effect.favours for effect in back.effects
    }
    assert Counter((each.file, each.favours.mirrored, bool(each.old)) for each in forth.changes) == Counter(
        (each.file, each.favours, bool(each.new)) for each in back.changes
    )


def test_of_the_given_edition_two_lines_are_worse_and_of_the_next_only_a_number_is_another() -> None:
    given = compared("2023-11-16", "2024-01-10")
    assert Counter(change.favours for change in given.changes if change.kind not in SILENT) == {
        Favours.ADVERSE: 2
    }
    following = compared("2024-01-10", "2025-08-14")
    assert [change.kind for change in following.changes] == [Kind.CONTACT]
    assert following.effects == ()
