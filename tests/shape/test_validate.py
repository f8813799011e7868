"""Every deviation of a document from its schema is told once, at its place, in words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.shape.plans import SCHEMA, plan, registry, told, where
from validator.diagnostics import Level
from validator.document import Document, Entry, Mapping, Node, Scalar, Sequence, Source
from validator.location import Address, Position, Span
from validator.shape import RULES, validate
from validator.workspace import schemas

SEE = "`slawyer schema plans` shows what belongs here."
TARGET = "Write hours: `1 hour`, `2 hours`; or `best effort`."


@pytest.mark.parametrize(
    "lines", ["clause: x", "target: 2 hours", "kind: money; amount: 1", "days: [monday, friday]"]
)
def test_what_fits_is_not_told(lines: str) -> None:
    assert told(plan(lines)) == ()


VALUES = [
    ("target: 2h", (4, 13, 15), "`target` cannot be `2h`.", TARGET, "2 hours"),
    ("target: 01 H", (4, 13, 17), "`target` cannot be `01 H`.", TARGET, "1 hour"),
    ("target: best efort", (4, 13, 23), "`target` cannot be `best efort`.", TARGET, "best effort"),
    ("target: 3 housr", (4, 13, 20), "`target` cannot be `3 housr`.", TARGET, None),
    ("target: soon", (4, 13, 17), "`target` cannot be `soon`.", TARGET, None),
    ("target: '2 hours '", (4, 13, 23), "`target` cannot be `2 hours `.", TARGET, "2 hours"),
    ("target: 2", (4, 13, 14), "`target` must be a text, not a number.", TARGET, None),
    ("target:", (4, 12, 12), "`target` has no value.", TARGET, None),
    (
        "metric: Initial-Response",
        (4, 13, 29),
        "`metric` cannot be `Initial-Response`.",
        "Write `initial response`, `next response` or `resolution`.",
        "initial response",
    ),
    (
        "metric: true",
        (4, 13, 17),
        "`metric` cannot be `true`.",
        "Write `initial response`, `next response` or `resolution`.",
        None,
    ),
    ("fixed: no", (4, 12, 14), "`fixed` cannot be `no`.", "Write `yes`.", None),
    ("steps: 0", (4, 12, 13), "`steps` cannot be `0`.", "Write at least 1.", None),
    ("steps: 10", (4, 12, 14), "`steps` cannot be `10`.", "Write at most 9.", None),
    ("steps: 1.5", (4, 12, 15), "`steps` must be a whole number, not a number.", SEE, None),
    ("steps: [1]", (4, 12, 15), "`steps` must be a whole number, not a list.", SEE, None),
    ("share: 0", (4, 12, 13), "`share` cannot be `0`.", "Write a number above 0.", None),
    ("days: []", (4, 11, 13), "`days` is empty.", SEE, None),
    ("days: monday", (4, 11, 17), "`days` must be a list, not a text.", SEE, None),
    ("days: [friday, friday]", (4, 11, 27), "`days` lists `friday` twice.", "Write each value once.", None),
    (
        "days: [monday, Fryday]",
        (4, 20, 26),
        "Item 2 of `days` cannot be `Fryday`.",
        "Write `monday` or `friday`.",
        "friday",
    ),
    (
        "readings: counted:x",
        (4, 15, 24),
        "A space is missing after the colon in `counted:x`.",
        "Add the space.",
        None,
    ),
    (
        "readings: x",
        (4, 15, 16),
        "`readings` must be a group of keys, not a text.",
        f"What was settled. {SEE}",
        None,
    ),
]


@pytest.mark.parametrize(("lines", "place", "message", "next_step", "meant"), VALUES)
def test_a_wrong_value_is_told_at_the_value(
    lines: str, place: tuple[int, int, int], message: str, next_step: str, meant: str | None
) -> None:
    text = plan(lines)
    (finding,) = told(text)
    assert (finding.rule, finding.level) == ("wrong-value", Level.ERROR)
    assert (finding.message, finding.next_step, finding.meant) == (message, next_step, meant)
    assert where(finding, text) == place


@pytest.mark.parametrize("written", ["0800", "42", "1.50", "true"])
def test_a_text_that_looks_like_something_else_is_shown_in_quotes(written: str) -> None:
    text = f"plans: {{ basic: {{ title: {written} }} }}"
    (finding,) = told(text)
    assert finding.meant == f'"{written}"'
    assert finding.next_step == "Write it in quotes, so that it is read as a text."


UNEXPLAINED = (
    "Add under `readings`: `counted: { question: …, because: … }`. "
    "The question: Does a step count when it begins?"
)
KEYS = [
    (
        "colour: red",
        (4, 5, 11),
        "unknown-key",
        "The key `colour` has no meaning here.",
        "Use `clause`, `metric`, `target`, `counted`, `steps`, `share`, `days`, `kind` or 3 others, "
        "or remove it. "
        + SEE,
        None,
    ),
    (
        "clasue: x; metric: resolution; target: 1 hour; steps: 1; share: 1; days: [monday]; kind: days; fixed: yes",
        (4, 5, 11),
        "unknown-key",
        "The key `clasue` has no meaning here.",
        "Use `clause`, `counted`, `amount` or `readings`, or remove it. " + SEE,
        "clause",
    ),
    ("kind: money", (2, 3, 8), "missing-key", "The key `amount` is missing in `basic`.",
     "Add `amount: 50`. The money that one step earns.", None),
    ("kind: days; amount: 1", (5, 5, 11), "unknown-key", "The key `amount` does not belong here.", "Remove `amount`.",
     None),
    ("old: 1", (4, 5, 8), "unknown-key", "The key `old` does not belong here.", "Remove it.", None),
    (
        "counted: started",
        (4, 5, 12),
        "missing-reading",
        "`counted` settles what the contract leaves open, but no reading says why.",
        UNEXPLAINED,
        None,
    ),
    (
        "counted: started; readings: { x: {} }",
        (4, 5, 12),
        "missing-reading",
        "`counted` settles what the contract leaves open, but no reading says why.",
        UNEXPLAINED,
        None,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "place", "rule", "message", "next_step", "meant"), KEYS)
def test_a_wrong_key_is_told_at_the_key(
    lines: str, place: tuple[int, int, int], rule: str, message: str, next_step: str, meant: str | None
) -> None:
    text = plan(lines)
    (finding,) = told(text)
    assert (finding.rule, finding.message) == (rule, message)
    assert (finding.next_step, finding.meant) == (next_step, meant)
    assert where(finding, text) == place


def test_a_name_that_cannot_be_one_is_told_with_one_that_can() -> None:
    text = "plans: { Basic Plan: { title: Basic } }"
    (finding,) = told(text)
    assert (finding.rule, finding.meant) == ("unknown-key", "basic_plan")
    assert finding.message == "`Basic Plan` cannot be used as a name here."
    assert finding.next_step == "Write names in small letters: `basic`."
    assert where(finding, text) == (1, 10, 20)


def test_the_very_end_of_a_name_is_its_end() -> None:
    assert [each.rule for each in told('plans: { "basic\\n": { title: Basic } }')] == ["unknown-key"]
    assert [each.rule for each in told(plan('target: "2 hours\\n"'))] == ["wrong-value"]


def test_a_key_missing_at_the_top_is_told_at_the_top() -> None:
    (finding,) = told("{}")
    assert finding.message == "The key `plans` is missing in this file."
    assert finding.next_step == "Add `plans:`. Every plan, by name."
    assert where(finding, "{}") == (1, 1, 1)


def test_of_a_description_only_the_first_sentence_is_said() -> None:
    (finding,) = told("plans:\n  basic: {}\n")
    assert finding.message == "The key `title` is missing in `basic`."
    assert finding.next_step == "Add `title: Free`. The name as printed."
    assert where(finding, "plans:\n  basic: {}\n") == (2, 3, 8)


def test_one_cause_is_told_once() -> None:
    (misspelt,) = told("plans:\n  basic: { titel: x }\n")
    assert (misspelt.rule, misspelt.meant) == ("unknown-key", "title")
    (wrong,) = told(plan("counted: begun"))
    assert (wrong.rule, wrong.message) == ("wrong-value", "`counted` cannot be `begun`.")


def test_two_causes_are_both_told() -> None:
    assert [each.rule for each in told("plans:\n  basic: { colour: x }\n")] == ["missing-key", "unknown-key"]


def test_everything_is_told_in_the_order_of_the_text() -> None:
    text = "plans:\n  B: {}\n  c: { days: [x, friday, y], z: 1 }\n  d: 5\ne: 1\n"
    assert [(each.rule, where(each, text)) for each in told(text)] == [
        ("unknown-key", (2, 3, 4)),
        ("missing-key", (3, 3, 4)),
        ("wrong-value", (3, 15, 16)),
        ("wrong-value", (3, 26, 27)),
        ("unknown-key", (3, 30, 31)),
        ("wrong-value", (4, 6, 7)),
        ("unknown-key", (5, 1, 2)),
    ]


def test_a_finding_names_the_clause_that_governs() -> None:
    (finding,) = told(plan("clause: The plan; steps: 0"))
    assert finding.clause == "The plan"


# --- keywords that our own schemas do not use, as others may ---


def test_unevaluated_keys_are_told_each() -> None:
    schema = {
        "properties": {"a": {"type": "integer"}},
        "allOf": [{"properties": {"b": {}}}],
        "unevaluatedProperties": False,
    }
    assert [each.message for each in told("a: 1\nb: 1\nc: 1\nd: 1\n", schema)] == [
        "The key `c` has no meaning here.",
        "The key `d` has no meaning here.",
    ]


def test_keys_that_are_unevaluated_only_because_a_branch_fails_are_not_told() -> None:
    schema = {"allOf": [{"properties": {"a": {"type": "integer"}}}], "unevaluatedProperties": False}
    assert [each.message for each in told("a: x\n", schema)] == ["`a` must be a whole number, not a text."]


def test_names_of_keys_are_told_at_the_key() -> None:
    schema = {"propertyNames": {"pattern": "^[a-z]+$", "patternErrorMessage": "Write small letters."}}
    (finding,) = told("a: 1\nB c: 2\n", schema)
    assert (finding.rule, finding.next_step) == ("unknown-key", "Write small letters.")
    assert where(finding, "a: 1\nB c: 2\n") == (2, 1, 4)


def test_keys_that_others_need_are_told() -> None:
    schema = {"dependentRequired": {"from": ["until"]}}
    assert [each.message for each in told("from: 1\n", schema)] == [
        "The key `until` is missing in this file."
    ]
    assert told("x: 1\n", schema) == ()


def test_of_alternatives_the_deepest_errors_are_told() -> None:
    schema = {
        "properties": {"a": {"anyOf": [{"type": "integer"}, {"items": {"type": "integer"}, "type": "array"}]}}
    }
    (finding,) = told("a: [1, x]\n", schema)
    assert finding.message == "Item 2 of `a` must be a whole number, not a text."
    assert [each.rule for each in told("a: x\n", schema)] == ["wrong-value"]


# --- laws ---

SPAN = Span(Position(1, 1), Position(1, 2))
WORDS = st.sampled_from(
    [
        "plans",
        "basic",
        "title",
        "kind",
        "money",
        "days",
        "friday",
        "counted",
        "started",
        "readings",
        "amount",
        "2 hours",
    ]
)
SCALARS = st.none() | st.booleans() | st.integers(-2, 12) | WORDS


def _node(value: object) -> Node:
    if isinstance(value, dict):
        return Mapping(tuple(Entry(key, SPAN, _node(below)) for key, below in value.items()), SPAN)
    if isinstance(value, list):
        return Sequence(tuple(_node(item) for item in value), SPAN)
    assert value is None or isinstance(value, str | int)
    return Scalar(value, str(value), SPAN)


def _deviates(value: object) -> None:
    """Hold that something is told exactly if the plain validator finds something."""
    document = Document(Source("plans.yaml", "x"), _node(value))
    found = validate(document, SCHEMA, registry(), "plans.yaml")
    plainly: Any = Draft202012Validator(SCHEMA, registry=registry())
    assert bool(found) == (not plainly.is_valid(value))
    for each in found:
        assert each.rule in RULES
        assert each.message.endswith(".")
        assert each.next_step.endswith((".", "?"))
        assert isinstance(each.at, Address)
        assert document.node_at(each.at.route) is not None
    assert len(set(found)) == len(found)


@given(
    st.dictionaries(
        WORDS, SCALARS | st.lists(SCALARS, max_size=3) | st.dictionaries(WORDS, SCALARS), max_size=5
    )
)
def test_something_is_told_exactly_if_something_deviates(plan: dict[str, object]) -> None:
    _deviates({"plans": {"basic": plan}})


@given(
    st.recursive(
        SCALARS, lambda below: st.lists(below, max_size=2) | st.dictionaries(WORDS, below, max_size=3)
    )
)
def test_no_value_makes_it_raise(value: object) -> None:
    _deviates(value)


@pytest.mark.parametrize("kind", schemas.KINDS)
def test_the_shipped_schemas_are_told_of_in_sentences(kind: str) -> None:
    document = Document(Source("x.yaml", "x"), _node({"nonsense": 1}))
    found = validate(document, schemas.schema(kind), schemas.registry(), "x.yaml")
    assert {each.rule for each in found} == {"unknown-key", "missing-key"}
    assert all(each.next_step.endswith(".") for each in found)
