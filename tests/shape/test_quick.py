"""What tells at once whether a file fits its schema says the same as JSON Schema's own validator."""

from __future__ import annotations

import copy
import json
import re
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from validator.document import Plain, parse
from validator.shape.patterns import validator_class
from validator.shape.quick import Judge
from validator.workspace.deviations import deviations
from validator.workspace.layout import EXAMPLES_KIND, kind_of
from validator.workspace.one_file import kind_of_path
from validator.workspace.schemas import COMMON, KINDS, judge, registry, schema

ROOT = Path(__file__).parents[2]
FILES = sorted([*(ROOT / "policies").rglob("*.yaml"), *(ROOT / "tests").rglob("*.yaml")])
ODD: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 1.0, 1.5, 2**62, 1e300, "", " ", "1", "none", "best effort", "2 hours", "1 hours",
    "٣ hours", "ä", "A", "2024-01-01", "2024-1-1", "08:00-17:00", "08:00-00:00", "24:00", "CH-SG", "\ud800", [], [[]],
    ["a", "a"], [1, 1.0, True], {}, {"a": 1}, {"clause": "x"}, {"because": "x"},
)  # fmt: skip
ENDS = ("\n", " ", "x", "\u2028", "\0", "-a", "_", "+a", " hours")
MUTATIONS = 150


def lawful(kind: str, content: object) -> bool:
    law: Any = validator_class()(schema(kind), registry=registry())
    return bool(law.is_valid(content))


@cache
def contents() -> dict[str, list[Any]]:
    """The contents of small files by their kinds; of the kinds of large ones their smallest."""
    found: dict[str, list[tuple[int, str, Any]]] = {}
    for file in FILES:
        kind = kind_of_path(file.relative_to(ROOT).as_posix())
        document, _ = parse(file.read_bytes(), file.name)
        if kind is not None and document is not None:
            found.setdefault(kind, []).append((len(document.text), file.as_posix(), document.plain()))
    return {kind: [content for *_, content in sorted(every)[:8]] for kind, every in found.items()}


def places(content: object) -> list[tuple[Any, Any]]:
    """Every group or list in a content with each of its keys or indices."""
    parts: list[tuple[Any, Any]] = []
    if isinstance(content, dict):
        parts = list(content.items())
    elif isinstance(content, list):
        parts = list(enumerate(content))
    return [place for key, part in parts for place in ((content, key), *places(part))]


def mutated(content: object, chance: Random) -> Any:  # noqa: ANN401 -- any JSON
    """The content with one thing changed: a value, a key, an end of a text, an item twice, a part left out."""
    changed = copy.deepcopy(content)
    group, key = chance.choice(places(changed))
    match chance.randrange(6):
        case 0:
            del group[key]
        case 1 if isinstance(group, dict):
            group[chance.choice((f"{key}x", key.upper(), f"{key}\n", "unknown", "1", ""))] = group[key]
        case 2 if isinstance(group, list):
            group.append(copy.deepcopy(group[key]))
        case 3 if isinstance(group[key], str):
            group[key] += chance.choice(ENDS)
        case 4:
            other, there = chance.choice(places(content))
            group[key] = copy.deepcopy(other[there])
        case _:
            group[key] = copy.deepcopy(chance.choice(ODD))
    return changed


@pytest.mark.parametrize("kind", KINDS)
def test_mutated_files_are_judged_alike(kind: str) -> None:
    chance = Random(kind)  # noqa: S311 -- the same mutations in every run
    told = set()
    for _ in range(MUTATIONS if contents().get(kind) else 0):
        content = mutated(chance.choice(contents()[kind]), chance)
        told.add(expected := lawful(kind, content))
        fits = judge(kind).fits(content)
        assert fits == expected or (not fits and "\\ud800" in json.dumps(content)), content
    assert told == {True, False} or kind not in contents()


def test_nearly_every_kind_is_mutated() -> None:
    assert set(KINDS) - set(contents()) <= {"approvals", "services"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("content", ODD, ids=ascii)
def test_odd_values_are_judged_alike(kind: str, content: Plain) -> None:
    assert judge(kind).fits(content) == (lawful(kind, content) and content != "\ud800")


def test_every_file_is_judged_alike() -> None:
    judged = []
    for file in FILES:
        kind = kind_of_path(file.relative_to(ROOT).as_posix())
        document, _ = parse(file.read_bytes(), file.name)
        if (
            kind is not None
            and document is not None
            and (kind != EXAMPLES_KIND or len(document.text) < 20_000)
        ):
            judged.append(file)
            assert judge(kind).fits(document.plain()) == lawful(kind, document.plain()), file
    assert len(judged) > 100


def test_what_fits_needs_no_law(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("validator.shape.validate", None)
    for file in (ROOT / "policies").rglob("*.yaml"):
        document, _ = parse(file.read_bytes(), file.name)
        kind = kind_of(file.relative_to(ROOT / "policies").as_posix().partition("/")[2])
        assert document is not None
        if kind is not None:
            assert deviations(document, kind, "x") == ()


def test_what_does_not_fit_is_told() -> None:
    document, _ = parse(b"id: x\nunknown: 1\n", "policy.yaml")
    assert document is not None
    assert {each.rule for each in deviations(document, "policy", "x/policy.yaml")} >= {
        "unknown-key",
        "missing-key",
    }


def test_half_a_character_is_left_to_the_law() -> None:
    assert not Judge({"type": "string"}, ()).fits("\ud800")


@pytest.mark.parametrize("kind", [*KINDS, COMMON])
def test_patterns_are_written_so_that_all_read_them_alike(kind: str) -> None:
    r"""`\d`, `\w` and their like mean other characters to Python than to others, and `\Z` nothing at all."""
    patterns = re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', json.dumps(schema(kind)))
    for group in re.findall(r'"patternProperties": \{("(?:[^"\\]|\\.)*")', json.dumps(schema(kind))):
        patterns.append(group)
    assert [each for each in patterns if "\\" in json.loads(each) or not each.isascii()] == []
