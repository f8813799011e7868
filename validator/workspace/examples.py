"""Worked examples from the folders of their editions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.diagnostics import Diagnostic, Level
from validator.document import Document, source_of
from validator.location import Address
from validator.reading import read_examples
from validator.reading.cursor import Cursor
from validator.workspace.folder import printable, read_folder
from validator.workspace.layout import EXAMPLES_KIND, kind_of
from validator.workspace.policies import prove

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.document import Source
    from validator.model.example import Example
    from validator.workspace.policies import Policies


@dataclass(frozen=True, slots=True)
class Examples:
    """The examples of policies, what is wrong with their files, and those files by their path below the root."""

    examples: tuple[Example, ...]
    documents: Mapping[str, Document | Source]
    diagnostics: tuple[Diagnostic, ...]


def load_examples(policies: Policies) -> Examples:
    """Read the examples of policies; only those of a policy without mistakes are understood."""
    by_name = {policy.id: policy for policy in policies.policies}
    names = sorted({file.partition("/")[0] for file in policies.documents})
    documents: dict[str, Document | Source] = {}
    diagnostics: list[Diagnostic] = []
    examples: list[Example] = []
    for name in names:
        shown = f"{policies.shown}/{printable(name)}"
        folder = read_folder(policies.root / name, shown, lambda path: kind_of(path) == EXAMPLES_KIND)
        diagnostics += (found for found in folder.diagnostics if found not in policies.diagnostics)
        for path, content in folder.files.items():
            file = f"{name}/{path}"
            document, found = prove(content, f"{shown}/{path}", EXAMPLES_KIND, file)
            source = document or source_of(content, f"{shown}/{path}")
            if source is not None:
                documents[file] = source
            diagnostics += found
            if document is not None and not found and name in by_name:
                edition = by_name[name].editions.get(path.split("/")[1])
                if edition is None:
                    diagnostics.append(_of_no_edition(file, path.split("/")[1]))
                    continue
                sound = documents_of(policies, name)
                read, mistakes = read_examples(Cursor(file, document.root), by_name[name], edition, sound)
                examples += read
                diagnostics += mistakes
    return Examples(tuple(examples), documents, tuple(diagnostics))


def _of_no_edition(file: str, folder: str) -> Diagnostic:
    message = f"These examples lie in the folder of `{folder}`, which is no edition of the policy."
    next_step = "Move the file into the folder of the edition that it is about, or list the edition."
    return Diagnostic(
        "not-listed", Level.ERROR, message, Address(file, ("examples",), on_key=True), next_step
    )


def documents_of(policies: Policies, name: str) -> dict[str, Document]:
    """Return the documents of a policy by their paths below the root."""
    return {
        file: document
        for file, document in policies.documents.items()
        if file.startswith(f"{name}/") and isinstance(document, Document)
    }
