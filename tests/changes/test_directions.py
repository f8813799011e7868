"""Every place in the policy files has a direction, and every direction a comparison that mirrors itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from validator.changes.directions import judge, judge_presence
from validator.changes.favours import Favours, together
from validator.document import Document, Mapping, Node, parse
from validator.location import Route
from validator.shape.annotations import Annotations
from validator.workspace.schemas import KINDS, registry, schema

NOT_COMPARED = {"examples", "holidays-lock", "approvals"}
NAME = "severity_1"


@dataclass(frozen=True)
class Part:
    """A place in a kind of file, with what the schema says of it."""

    kind: str
    route: Route
    says: dict[str, Any]
    is_named: bool
    """Whether it stands under a name of its author's choice, or in a list."""

    def __str__(self) -> str:
        return f"{self.kind}: {' / '.join(map(str, self.route))}"


def parts(kind: str) -> Iterator[Part]:
    """Yield every place of a kind of file once, with one name for all of its author's choice."""
    annotations = Annotations(schema(kind), registry())

    def below(route: Route, *, named: bool) -> Iterator[Part]:
        found = annotations.of(route)
        says: dict[str, Any] = {}
        for each in reversed(found):
            says |= each
        yield Part(kind, route, says, named)
        keys = dict.fromkeys(key for each in found for key in each.get("properties", {}))
        for key in keys:
            if key != "readings":
                yield from below((*route, key), named=False)
        if any("patternProperties" in each for each in found):
            yield from below((*route, NAME), named=True)
        if any("items" in each for each in found):
            yield from below((*route, 0), named=True)

    yield from below((), named=False)


PARTS = [part for kind in KINDS if kind not in NOT_COMPARED for part in parts(kind)]
WITH_SIDE = [
    part
    for part in PARTS
    if part.says.get("x-direction") in {"customer", "provider"} and "x-unit" in part.says
]


def is_group(part: Part) -> bool:
    return "properties" in part.says and "x-unit" not in part.says


def inside_a_value(part: Part) -> bool:
    """Whether a place is a part of something that is compared as a whole, such as an opening of `open`."""
    return any(
        other.kind == part.kind and "x-direction" in other.says and "x-unit" in other.says
        and len(other.route) < len(part.route) and part.route[: len(other.route)] == other.route
        for other in PARTS
    )  # fmt: skip


def test_there_are_many_places() -> None:
    assert len(PARTS) > 150
    assert len(WITH_SIDE) > 20


def test_every_value_has_a_direction_and_a_unit() -> None:
    values = [part for part in PARTS if not {"properties", "patternProperties", "items"} & part.says.keys()]
    assert [str(part) for part in values if "x-direction" not in part.says] == []
    assert [str(part) for part in values if "x-unit" not in part.says and not inside_a_value(part)] == []


def test_whatever_has_a_name_of_its_own_says_for_whom_it_is_better_that_there_is_one() -> None:
    named = [part for part in PARTS if part.is_named and is_group(part) and not inside_a_value(part)]
    assert len(named) > 15
    assert [str(part) for part in named if "x-direction" not in part.says] == []


# --- values to compare ---


def node(value: object) -> Node:
    document, found = parse(json.dumps({"value": value}).encode(), "value.yaml")
    assert isinstance(document, Document), found
    assert isinstance(document.root, Mapping)
    return document.root.entries[0].value


names = st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta"]), unique=True)
dates = st.dates().map(str).filter(lambda day: day >= "1970")
amounts = st.integers(2, 90).map(lambda count: f"{count} hours") | st.integers(2, 90).map(
    lambda count: f"{count} business hours"
)
hours = st.tuples(st.integers(0, 23), st.integers(1, 24)).filter(lambda pair: pair[0] != pair[1])
openings = st.lists(
    st.fixed_dictionaries(
        {
            "days": st.sampled_from(["monday", "monday-friday", "saturday", "sunday-tuesday"]),
            "hours": hours.map(lambda pair: f"{pair[0]:02}:00-{pair[1]:02}:00"),
        }
    ),
    min_size=1, max_size=3,
)  # fmt: skip
closed = st.just("never") | st.fixed_dictionaries(
    {},
    optional={
        "public_holidays": st.sampled_from(["CH-SG", "DE-BY"]),
        "dates": st.lists(dates, max_size=3, unique=True),
    },
)  # fmt: skip
targets = (
    amounts
    | st.integers(2, 9).map(lambda count: f"{count} business days")
    | st.sampled_from(["best effort", "not offered", "end of the next business day"])
    | amounts.map(lambda text: {"negotiable": {"no_less_than": text}})
)
numbers = st.integers(1, 500) | st.just("none") | st.decimals("0.01", "500", places=2).map(float)


def values(part: Part) -> st.SearchStrategy[object]:  # noqa: C901, PLR0911 -- a table: one line per unit
    """Return what can stand at a place."""
    says = part.says
    kinds = says.get("type", "string")
    match says["x-unit"]:
        case "time":
            return targets
        case "hours of the day":
            return st.just("always") | openings
        case "hours of the week":
            return st.sampled_from(["office", "longer"])
        case "days" if kinds == "integer":
            return st.integers(1, 400)
        case "days" if kinds == "array":
            return st.lists(dates, unique=True)
        case "days":
            return closed
        case "days of notice":
            return st.integers(2, 400).map(lambda count: f"{count} days")
        case "date":
            return dates
        case "currency" | "percent" | "the unit of the grant":
            return numbers
        case _ if "enum" in says:
            return st.sampled_from(says["enum"])
        case _ if kinds == "array":
            return names
        case unit:
            pytest.fail(f"{part} is counted in {unit}, which no test knows")


SINGLE = [part for part in WITH_SIDE if not inside_a_value(part)]


@pytest.mark.parametrize("part", SINGLE, ids=str)
@given(data=st.data())
@settings(max_examples=60)
def test_swapping_the_values_mirrors_the_verdict(part: Part, data: st.DataObject) -> None:
    one, other = data.draw(values(part)), data.draw(values(part))
    forth, back = judge(part.says, node(one), node(other)), judge(part.says, node(other), node(one))
    assert back == (None if forth is None else forth.mirrored)
    if one == other:
        assert forth in {Favours.NEUTRAL, None}


@pytest.mark.parametrize("part", SINGLE, ids=str)
def test_a_value_with_a_side_is_judged_at_least_sometimes(part: Part) -> None:
    @given(pair=st.tuples(values(part), values(part)))
    @settings(max_examples=200, database=None)
    def seen(pair: tuple[object, object]) -> None:
        verdicts.add(judge(part.says, node(pair[0]), node(pair[1])))

    verdicts: set[Favours | None] = set()
    seen()
    if part.says["x-unit"] != "hours of the week":  # a name: what is behind it is compared itself
        assert {Favours.ADVERSE, Favours.FAVOURABLE} <= verdicts


@pytest.mark.parametrize("part", PARTS, ids=str)
def test_that_something_comes_or_goes_is_mirrored(part: Part) -> None:
    added, gone = (judge_presence(part.says, added=each) for each in (True, False))
    assert gone == (None if added is None else added.mirrored)


# --- by hand ---

TARGET = {"x-direction": "provider", "x-unit": "time"}
OPEN = {"x-direction": "customer", "x-unit": "hours of the day"}
CLOSED = {"x-direction": "provider", "x-unit": "days"}
CAP = {"x-direction": "customer", "x-unit": "the unit of the grant"}
LIST = {"x-direction": "customer", "x-unit": "none"}
A, F, N, Q = Favours.ADVERSE, Favours.FAVOURABLE, Favours.NEUTRAL, None


def bound(text: str) -> dict[str, Any]:
    return {"negotiable": {"no_less_than": text}}


def week(*opened: str) -> list[dict[str, str]]:
    return [{"days": "monday-friday", "hours": each} for each in opened]


@pytest.mark.parametrize(
    ("says", "old", "new", "verdict"),
    [
        (TARGET, "2 business hours", "4 business hours", A),
        (TARGET, "120 minutes", "2 hours", N),
        (TARGET, "30 minutes", "20 minutes", F),
        (TARGET, "2 business hours", "2 hours", F),  # no later, since business hours are hours too
        (TARGET, "2 hours", "2 business hours", A),
        (TARGET, "2 business hours", "3 hours", Q),  # in the night it is sooner, by day later
        (TARGET, "9 business hours", "1 business day", Q),  # as long as the schedule says
        (TARGET, "2 business days", "1 business day", F),
        (TARGET, "1 business day", "end of the next business day", Q),
        (TARGET, "48 business hours", "best effort", A),
        (TARGET, "best effort", "not offered", A),
        (TARGET, "not offered", bound("30 minutes"), F),
        (TARGET, bound("30 minutes"), "best effort", A),
        (TARGET, bound("30 minutes"), "30 minutes", Q),  # it depends on what is agreed
        (TARGET, bound("30 minutes"), bound("20 minutes"), F),
        (OPEN, week("08:00-17:00"), week("09:00-17:00"), A),
        (OPEN, week("08:00-17:00"), week("08:00-18:00"), F),
        (OPEN, week("08:00-17:00"), week("09:00-18:00"), Favours.INCOMPARABLE),
        (OPEN, week("08:00-17:00"), week("08:00-12:00", "12:00-17:00"), N),
        (OPEN, week("22:00-06:00"), "always", F),
        (CLOSED, "never", {"public_holidays": "CH-SG"}, A),
        (CLOSED, {"public_holidays": "CH-SG"}, {"public_holidays": "CH-SG", "dates": ["2024-12-24"]}, A),
        (CLOSED, {"public_holidays": "CH-SG"}, {"public_holidays": "DE-BY"}, Q),
        (CLOSED, {"public_holidays": "CH-SG"}, {"dates": ["2024-12-24"]}, Favours.INCOMPARABLE),
        (CLOSED, {"public_holidays": "CH-SG"}, "never", F),
        (CAP, "none", 10, A),
        (CAP, 10, 10.5, F),
        (LIST, ["German", "English"], ["English", "German"], N),
        (LIST, ["German", "English"], ["English"], A),
        (LIST, ["German"], ["English"], Favours.INCOMPARABLE),
        ({"x-direction": "none"}, "a", "b", N),
        ({"x-direction": "neutral"}, "a", "b", Q),
    ],
)
def test_a_changed_value_favours(
    says: dict[str, Any], old: object, new: object, verdict: Favours | None
) -> None:
    assert judge(says, node(old), node(new)) is verdict


@pytest.mark.parametrize(
    ("verdicts", "whole"),
    [
        ([], N),
        ([N, N], N),
        ([A, N, A], A),
        ([F, N], F),
        ([A, F], Favours.INCOMPARABLE),
        ([A, Favours.INCOMPARABLE], Favours.INCOMPARABLE),
    ],
)
def test_several_changes_as_one(verdicts: list[Favours], whole: Favours) -> None:
    assert together(verdicts) is whole
