"""What can still be judged of a policy with mistakes: all of it, where they lie in agreements only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.document import Document
from validator.location import Place
from validator.reading import read_policy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Diagnostic
    from validator.model.policy import Policy
    from validator.workspace.policies import Policies


def sound_parts(policies: Policies) -> Iterator[Policy]:
    """Yield the policies that are left out for mistakes in agreements, without these agreements.

    A mistake anywhere else can make everything that builds on it look wrong, and is mended first.
    """
    faulty = {_shown(each, policies) for each in policies.diagnostics}
    sound = {policy.id for policy in policies.policies}
    for name in sorted({file.partition("/")[0] for file in policies.documents} - sound):
        folder = f"{policies.shown}/{name}/"
        if not all(file.startswith(f"{folder}agreements/") for file in faulty if file.startswith(folder)):
            continue
        documents = {
            file: document
            for file, document in policies.documents.items()
            if file.startswith(f"{name}/") and isinstance(document, Document) and document.file not in faulty
        }
        policy, _ = read_policy(documents)
        if policy is not None:
            yield policy


def _shown(diagnostic: Diagnostic, policies: Policies) -> str:
    """Return the file of a diagnostic as it is shown to people."""
    at = diagnostic.at
    return at.file if isinstance(at, Place) else policies.documents[at.file].file
