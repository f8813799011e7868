"""The minimal policy with worked examples, in a folder of its own."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tests.checks.examples import MINIMAL
from tests.evaluate.contract import POLICIES
from tests.evaluate.worked import changed
from validator.workspace.examples import Examples, load_examples
from validator.workspace.policies import Policies, load
from validator.workspace.trials import try_examples
from validator.workspace.updating import Update, updates

if TYPE_CHECKING:
    from pathlib import Path

    from validator.document import Document, Source
    from validator.evaluate.trial import Trial

EDITION = "editions/2024-01-01"

IN_TIME = """\
examples:
  - title: A severe request of the bakery is answered in time
    agreement: bakery-2024
    timeline:
      - { at: 2024-09-02 10:00, event: submitted, severity: severe, channel: ticket }
      - { at: 2024-09-02 10:40, event: replied, by: agent }
    expect:
      initial_response: { outcome: met, deadline: 2024-09-02 11:00, elapsed: 40 minutes }
    because: [service_levels.fast.targets.initial_response.severe]
"""
"""An example of the minimal policy that holds."""


@dataclass(frozen=True)
class Folder:
    """A folder `policies` with the minimal policy."""

    root: Path

    def write(self, path: str, text: str) -> None:
        """Write a file of the policy, byte by byte."""
        file = self.root / "minimal" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())

    def text(self, path: str) -> str:
        """Return a file of the policy, byte by byte."""
        return (self.root / "minimal" / path).read_bytes().decode()

    def change(self, path: str, *changes: tuple[str, str]) -> None:
        """Replace texts in a file; each must be there exactly once."""
        self.write(path, changed(self.text(path), *changes))

    def examples(self, text: str, name: str = "cases") -> None:
        """Write a file of examples."""
        self.write(f"{EDITION}/examples/{name}.yaml", text)


@dataclass(frozen=True)
class Tried:
    """Everything that comes of the examples in a folder."""

    policies: Policies
    found: Examples
    trials: tuple[Trial, ...]

    @property
    def documents(self) -> dict[str, Document | Source]:
        """All files that were read."""
        return {**self.policies.documents, **self.found.documents}

    @property
    def said(self) -> list[tuple[str, str | None]]:
        """What does not come out, each with what would have to be written."""
        return [(each.message, each.instead) for trial in self.trials for each in trial.mismatches]

    @property
    def mistakes(self) -> list[tuple[str, str]]:
        """The mistakes in the files of examples, each with its rule."""
        return [(one.rule, one.message) for one in self.found.diagnostics]

    def updates(self) -> tuple[Update, ...]:
        """What an update would write."""
        return updates(self.trials, self.documents)


@cache
def shipped() -> Tried:
    """Try the examples of the shipped policies."""
    found = load_examples(POLICIES)
    return Tried(POLICIES, found, try_examples(found.examples, POLICIES))


def minimal(folder: Path) -> Folder:
    """Copy the minimal policy into a folder."""
    shutil.copytree(MINIMAL, folder / "policies" / "minimal")
    return Folder(folder / "policies")


def tried(folder: Folder) -> Tried:
    """Load a folder and try its examples."""
    policies = load(folder.root)
    found = load_examples(policies)
    return Tried(policies, found, try_examples(found.examples, policies))
