"""The schemas of policy files and outputs: the copy that ships with the package, or that of a checkout."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from referencing import Registry

    from validator.shape.quick import Judge

KINDS: Final = (
    "policy",
    "edition",
    "support-hours",
    "severities",
    "channels",
    "scope",
    "service-levels",
    "plans",
    "objectives",
    "escalation",
    "credits",
    "services",
    "examples",
    "agreement",
    "holidays-lock",
    "approvals",
)
"""The kinds of policy files, in the order in which they are best read."""

SUFFIX: Final = ".schema.json"
COMMON: Final = "common"


@cache
def _home() -> Path:
    packaged = Path(__file__).parents[1] / "schema"  # importlib.resources is slow to import
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "schema"


@cache
def names() -> tuple[str, ...]:
    """Return the names of all schemas: the kinds of policy files in their order, then those of our outputs."""
    found = {file.name.removesuffix(SUFFIX) for file in _home().iterdir() if file.name.endswith(SUFFIX)}
    return (*KINDS, *sorted(found - {*KINDS, COMMON}))


@cache
def schema(name: str) -> Mapping[str, Any]:
    """Return the schema of a kind of policy file, of an output or of the `common` parts; `KeyError` for others."""
    if name not in (*names(), COMMON):
        raise KeyError(name)
    content: dict[str, Any] = json.loads((_home() / f"{name}{SUFFIX}").read_text(encoding="utf-8"))
    return content


@cache
def registry() -> Registry[Any]:
    """Return the schemas of policy files by the names with which they refer to each other."""
    from referencing import Registry, Resource  # noqa: PLC0415  slow to import, needed by `check` only

    return Registry().with_resources(
        (f"{kind}{SUFFIX}", Resource.from_contents(schema(kind))) for kind in (*KINDS, COMMON)
    )


@cache
def judge(kind: str) -> Judge:
    """Return who tells at once whether a policy file fits the schema of its kind."""
    from validator.shape.quick import Judge  # noqa: PLC0415 -- needed where files are read

    return Judge(schema(kind), tuple((f"{name}{SUFFIX}", schema(name)) for name in (kind, COMMON)))
