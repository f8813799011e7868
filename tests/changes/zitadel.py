"""The editions of the ZITADEL contract, ready to be compared."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from validator.changes.compare import Comparison, Side, compare_editions
from validator.changes.deadlines import Calendar
from validator.document import Document
from validator.shape.annotations import Annotations
from validator.workspace.differences import zones
from validator.workspace.layout import kind_of
from validator.workspace.policies import load
from validator.workspace.schemas import registry, schema

ROOT = Path(__file__).parents[2]


@cache
def zitadel() -> Side:
    policies = load(ROOT / "policies" / "zitadel")
    (policy,) = policies.policies
    documents = {name: each for name, each in policies.documents.items() if isinstance(each, Document)}
    return Side(policy, documents, Calendar(policy, zones([policy])))


@cache
def schema_of(file: str) -> Annotations | None:
    kind = kind_of(f"editions/any/{file}") or kind_of(file)
    return Annotations(schema(kind), registry()) if kind else None


@cache
def compared(old: str, new: str) -> Comparison:
    side = zitadel()
    editions = side.policy.editions
    return compare_editions((side, editions[old]), (side, editions[new]), schema_of)
