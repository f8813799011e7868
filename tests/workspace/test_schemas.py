"""Schemas are found and refer to each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from validator.workspace.schemas import KINDS, names, registry, schema


def test_every_kind_has_its_schema() -> None:
    assert [schema(kind)["$id"] for kind in KINDS] == [f"{kind}.schema.json" for kind in KINDS]


def test_every_schema_has_a_name() -> None:
    files = {path.name for path in (Path(__file__).parents[2] / "schema").glob("*.json")}
    assert files == {f"{name}.schema.json" for name in (*names(), "common")}
    assert names()[: len(KINDS)] == KINDS


def test_other_names_have_none() -> None:
    with pytest.raises(KeyError, match="readme"):
        schema("readme")


def test_schemas_resolve_each_other_by_name() -> None:
    resolver = registry().resolver("plans.schema.json")
    assert resolver.lookup("common.schema.json#/$defs/title").contents["title"] == "Title"
