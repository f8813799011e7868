"""All readings of an edition stand in the contract as it is published."""

from __future__ import annotations

from pathlib import Path

from validator.document import Document, Mapping, Node, Scalar, Sequence
from validator.render.contract import contract
from validator.render.pages.edition import readings
from validator.workspace.policies import load

ROOT = Path(__file__).parents[3]


def reasons(node: Node, key: str = "") -> list[str]:
    match node:
        case Scalar():
            return [node.text] if key == "because" else []
        case Sequence():
            return [text for item in node.items for text in reasons(item)]
        case Mapping():
            return [text for entry in node.entries for text in reasons(entry.value, entry.key)]


def test_no_reading_of_the_files_is_left_out() -> None:
    policies = load(ROOT / "policies")
    for policy in policies.policies:
        for edition in policy.editions.values():
            listed = sorted(each.because for each in readings(contract(policy, edition)))
            folder = f"{policy.id}/editions/{edition.id}/"
            in_files = [
                reason
                for file, document in policies.documents.items()
                if file.startswith(folder) and isinstance(document, Document)
                for reason in reasons(document.root)
            ]
            assert listed == sorted(in_files)
            assert listed
