"""The minimal policy with single texts replaced, as a model: for rules that have more than one case."""

from __future__ import annotations

from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from tests.checks.examples import MINIMAL
from validator.checks import CHECKS, Facts
from validator.document import parse
from validator.reading import read_policy
from validator.workspace.zones import zone_names

if TYPE_CHECKING:
    from validator.model.policy import Policy

Change = tuple[str, str, str]
"""The name of a file, the text that stands there once, the text instead."""

FACTS = Facts(frozenset(zone_names()), {})


@cache
def _texts() -> dict[str, str]:
    files = sorted(MINIMAL.rglob("*.yaml"))
    return {f"minimal/{file.relative_to(MINIMAL).as_posix()}": file.read_text("utf-8") for file in files}


def policy(*changes: Change, **more: str) -> Policy:
    """Return the minimal policy after some changes, with further files by path; the schemas are not asked."""
    texts = {**_texts(), **{f"minimal/{path}": text for path, text in more.items()}}
    for name, old, new in changes:
        [file] = [file for file in texts if PurePosixPath(file).name == f"{name}.yaml"]
        assert texts[file].count(old) == 1, (name, old)
        texts[file] = texts[file].replace(old, new)
    documents = {}
    for file, text in texts.items():
        document, diagnostics = parse(text.encode(), file)
        assert document is not None
        assert not diagnostics
        documents[file] = document
    read, mistakes = read_policy(documents)
    assert mistakes == ()
    assert read is not None
    return read


def said(rule: str, found_in: Policy, facts: Facts = FACTS) -> list[str]:
    """Return the messages of one rule about a policy."""
    [check] = [check for check in CHECKS if check.RULE.name == rule]
    return sorted(found.message for found in check.find(found_in, facts))
