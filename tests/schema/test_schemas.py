"""Laws that every schema keeps."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.schema.walk import NAMES, Part, parts
from validator.reading import OPTIONAL, REQUIRED
from validator.workspace.schemas import KINDS, registry, schema

PARTS = tuple(parts())
SCHEMAS = Path(__file__).parents[2] / "schema"


def errors(part: Part, value: object) -> list[Any]:
    return list(Draft202012Validator({"$ref": part.uri}, registry=registry()).iter_errors(value))


def faults(found: list[Part]) -> list[str]:
    return [str(part) for part in found]


@pytest.mark.parametrize("name", NAMES)
def test_it_is_a_schema_that_is_named_as_its_file(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$id"] == f"{name}.schema.json"
    assert schema(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_there_is_one_for_every_kind_of_file() -> None:
    assert {path.name.removesuffix(".schema.json") for path in SCHEMAS.glob("*.json")} == set(NAMES)
    assert set(KINDS) == {"policy", "agreement", "holidays-lock", *REQUIRED, *OPTIONAL}


def test_every_key_has_a_title_and_a_description() -> None:
    values = [part for part in PARTS if part.is_value and (part.is_named or not part.pointer)]
    assert not faults([part for part in values if not {"title", "description"} <= part.whole.keys()])


def test_every_value_says_for_whom_more_is_better_and_what_it_is_counted_in() -> None:
    scalars = [part for part in PARTS if part.is_value and part.is_scalar]
    sides = {"customer", "provider", "neutral", "none"}
    assert not faults([part for part in scalars if part.whole.get("x-direction") not in sides])
    assert not faults([part for part in scalars if not part.whole.get("x-unit")])


def test_every_word_of_a_closed_set_is_described() -> None:
    closed = [part for part in PARTS if "enum" in part.written]
    assert closed
    described = [part.written.get("markdownEnumDescriptions", ()) for part in closed]
    assert [len(part.written["enum"]) for part in closed] == [len(texts) for texts in described]


def test_every_pattern_is_whole_portable_and_explained_in_words() -> None:
    patterns = [part for part in PARTS if part.is_value and "pattern" in part.written]
    assert not faults([part for part in patterns if not part.written.get("patternErrorMessage")])
    written = [
        *(part.written["pattern"] for part in PARTS if "pattern" in part.written),
        *chain.from_iterable(part.written.get("patternProperties", ()) for part in PARTS),
    ]
    for pattern in written:
        re.compile(pattern)
        assert pattern.startswith("^")
        assert not re.search(r"\\|\(\?[<P]", pattern), "means something else in an editor"


def test_every_group_is_closed() -> None:
    groups = [
        part for part in PARTS if part.is_value and {"properties", "patternProperties"} & part.written.keys()
    ]
    assert not faults([part for part in groups if part.written.get("additionalProperties") is not False])


def test_alternatives_are_told_apart_by_type_or_by_a_key() -> None:
    assert not faults([part for part in PARTS if {"oneOf", "anyOf"} & part.written.keys()])


def test_what_restates_a_clause_must_name_it() -> None:
    groups = [part for part in PARTS if part.is_value and "properties" in part.written]
    with_clause = [part for part in groups if "clause" in part.written["properties"]]
    assert with_clause == [part for part in groups if part.written.get("x-clause-required")]
    assert not faults([part for part in with_clause if "clause" not in part.written["required"]])


def test_every_example_is_valid() -> None:
    examples = [(part, example) for part in PARTS for example in part.written.get("examples", ())]
    assert len(examples) > 100
    assert not [(str(part), example) for part, example in examples if errors(part, example)]


def test_every_kind_of_file_has_an_example() -> None:
    assert not [kind for kind in KINDS if not schema(kind).get("examples")]


SETTLED = [
    (part, key)
    for part in PARTS
    for key in part.written.get("properties", ())
    if "x-reading" in Part(part.name, (), part.written["properties"][key]).whole
]


@pytest.mark.parametrize(("part", "key"), SETTLED, ids=[f"{part} / {key}" for part, key in SETTLED])
def test_what_settles_an_open_question_needs_a_reading(part: Part, key: str) -> None:
    value = Part(part.name, (*part.pointer, "properties", key), part.written["properties"][key]).whole
    assert value["x-reading"]["question"].endswith("?")
    assert len(value["x-reading"]["alternatives"]) > 1
    choices = value.get("enum") or value["examples"]
    unread = [_missing_readings(part, {key: choice, "readings": {}}) for choice in choices]
    assert [key] in unread
    assert any("readings" in _missing(part, {key: choice}) for choice in choices)


def _missing_readings(part: Part, value: object) -> list[str]:
    missing = [error for error in errors(part, value) if list(error.absolute_path) == ["readings"]]
    own = {key for error in missing for key in error.validator_value if key in value}
    return sorted(own & value.keys())


def _missing(part: Part, value: object) -> set[str]:
    required = [
        error for error in errors(part, value) if error.validator == "required" and not error.absolute_path
    ]
    return {key for error in required for key in error.validator_value}


def test_the_settled_values_of_an_enum_are_its_alternatives() -> None:
    closed = [part for part in PARTS if "enum" in part.written and "x-reading" in part.written]
    assert closed
    assert [part.written["enum"] for part in closed] == [
        list(part.written["x-reading"]["alternatives"]) for part in closed
    ]
