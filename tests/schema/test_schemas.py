"""Laws that every schema keeps, and the spellings that people use instead of the valid one."""

from __future__ import annotations

import re
from itertools import chain
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.schema.walk import NAMES, Part, parts
from validator.reading import OPTIONAL, REQUIRED
from validator.workspace.schemas import KINDS, registry, schema

PARTS = tuple(parts())


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
    assert set(KINDS) == {
        "policy",
        "agreement",
        "holidays-lock",
        "examples",
        "approvals",
        *REQUIRED,
        *OPTIONAL,
    }


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
    examples = [(part, example) for part in PARTS for example in part.examples]
    assert len(examples) > 100
    assert not [(str(part), example) for part, example in examples if errors(part, example)]


def test_every_kind_of_file_has_an_example() -> None:
    assert not [kind for kind in KINDS if not schema(kind).get("x-examples")]


def test_examples_that_editors_offer_are_plain_values() -> None:
    offered = [example for part in PARTS for example in part.written.get("examples", ())]
    assert not [example for example in offered if isinstance(example, dict | list)]


def test_what_editors_fill_in_fits() -> None:
    snippets = [
        (part, snippet["body"]) for part in PARTS for snippet in part.written.get("defaultSnippets", ())
    ]
    groups = [
        (part, body) for part, body in snippets if isinstance(body, dict) and "properties" in part.written
    ]
    assert len(groups) > 5
    assert not [str(part) for part, body in groups if not body.keys() <= part.written["properties"].keys()]
    words = [(part, body) for part, body in snippets if isinstance(body, str)]
    assert not [(str(part), body) for part, body in words if errors(part, body)]


def test_editors_show_what_a_choice_would_mean() -> None:
    for part in PARTS:
        if "x-reading" not in part.written:
            assert "markdownDescription" not in part.written
            continue
        reading = part.written["x-reading"]
        choices = "".join(
            f"\n- **{choice}**: {meaning}" for choice, meaning in reading["alternatives"].items()
        )
        assert part.written["markdownDescription"] == (
            f"{part.written['description']}\n\nNeeds a reading: *{reading['question']}*\n{choices}"
        )


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
    choices = value.get("enum") or [*value.get("examples", ()), *value.get("x-examples", ())]
    unread = [_missing_readings(part, {key: choice, "readings": {}}) for choice in choices]
    assert [key] in unread
    assert any("readings" in _missing(part, {key: choice}) for choice in choices)


def _missing_readings(part: Part, value: dict[str, object]) -> list[str]:
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


SPELLED = {str(part): part for part in parts() if "x-spellings" in part.written}
BY_DEFINITION = {
    part.pointer[1]: part
    for part in SPELLED.values()
    if part.pointer[0] == "$defs" and part.pointer[2:] in ((), ("then",))
}


def meant(part: Part, text: str) -> str | None:
    for spelling in part.written["x-spellings"]:
        found = re.match(spelling["like"], text, re.IGNORECASE)
        if found:
            return found.expand(spelling["write"])
    return None


@pytest.mark.parametrize("part", SPELLED.values(), ids=SPELLED)
def test_a_spelling_is_a_whole_expression_and_its_replacement(part: Part) -> None:
    for spelling in part.written["x-spellings"]:
        assert spelling.keys() == {"like", "write"}
        assert spelling["like"].startswith("^")
        assert spelling["like"].endswith("$")
        groups = re.compile(spelling["like"]).groups
        assert all(int(group) <= groups for group in re.findall(r"\\([0-9])", spelling["write"]))


@pytest.mark.parametrize("part", SPELLED.values(), ids=SPELLED)
def test_a_fixed_replacement_is_valid(part: Part) -> None:
    validator = Draft202012Validator({"$ref": part.uri}, registry=registry())
    fixed = [one["write"] for one in part.written["x-spellings"] if "\\" not in one["write"]]
    assert not [text for text in fixed if not validator.is_valid(text)]


@pytest.mark.parametrize(
    ("definition", "text", "expected"),
    [
        ("target", "2h", "2 hours"),
        ("target", "1h", "1 hour"),
        ("target", "2 hour", "2 hours"),
        ("target", "1 hours", "1 hour"),
        ("target", "30min", "30 minutes"),
        ("target", "30 Mins.", "30 minutes"),
        ("target", "PT4H", "4 hours"),
        ("target", "1 business hours", "1 business hour"),
        ("target", "2 business hour", "2 business hours"),
        ("target", "2 Business Hours", "2 business hours"),
        ("target", "24bh", "24 business hours"),
        ("target", "1 BD", "1 business day"),
        ("target", "one business day", "1 business day"),
        ("target", "2 working days", "2 business days"),
        ("target", "NBD", "end of the next business day"),
        ("target", "next business day", "end of the next business day"),
        ("target", "best-effort", "best effort"),
        ("target", "Best Effort", "best effort"),
        ("target", "n/a", "not offered"),
        ("target", "N/A", "not offered"),
        ("target", "none", "not offered"),
        ("target", "soon", None),
        ("duration", "15 min", "15 minutes"),
        ("business_day", "9h", "9 hours"),
        ("business_day", "none", "not defined"),
        ("hours", "08.00-17:00", "08:00-17:00"),
        ("hours", "08.00 - 17.00", "08:00-17:00"),
        ("hours", "8:00-17:00", "08:00-17:00"),
        ("hours", "0800-1700", "08:00-17:00"),
        ("hours", "08:00 to 17:00", "08:00-17:00"),
        ("hours", "08:00–17:00", "08:00-17:00"),  # noqa: RUF001  a dash, as word processors write it
        ("hours", "08-17", "08:00-17:00"),
        ("hours", "8-17", "08:00-17:00"),
        ("hours", "22:00-00:00", "22:00-24:00"),
        ("hours", "24/7", "00:00-24:00"),
        ("open", "24/7", "always"),
        ("open", "24x7", "always"),
        ("open", "around the clock", "always"),
        ("days", "Mon-Fri", "monday-friday"),
        ("days", "Monday-Friday", "monday-friday"),
        ("days", "mon – fri", "monday-friday"),  # noqa: RUF001  a dash, as word processors write it
        ("days", "Monday to Friday", "monday-friday"),
        ("days", "Sat", "saturday"),
        ("days", "weekdays", "monday-friday"),
        ("closed_on", "none", "never"),
        ("date", "15.11.2023", "2023-11-15"),
        ("date", "2023/11/15", "2023-11-15"),
        ("time_zone", "UTC", "Etc/UTC"),
        ("time_zone", "CEST", "Europe/Zurich"),
        ("inclusion", "yes", "included"),
        ("inclusion", "No", "not included"),
        ("inclusion", "optional", "negotiable"),
        ("counts", "plan's support hours", "support hours of the plan"),
    ],
)
def test_what_people_write_is_understood(definition: str, text: str, expected: str | None) -> None:
    part = BY_DEFINITION[definition]
    assert meant(part, text) == expected
    validator = Draft202012Validator({"$ref": part.uri}, registry=registry())
    assert not validator.is_valid(text)
    assert expected is None or validator.is_valid(expected)
