"""Edition pages say what the files say, all of it, and nothing that the files do not say."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path

import pytest

from validator.document import Document, Mapping, Node, Scalar, Sequence
from validator.model.edition import Edition
from validator.model.policy import Policy
from validator.render.pages import Around, edition_page
from validator.workspace.policies import load

ROOT = Path(__file__).parents[3]
POLICIES = load(ROOT / "policies")
EDITIONS = [(policy, edition) for policy in POLICIES.policies for edition in policy.editions.values()]

PROSE = {
    "title",
    "question",
    "because",
    "definition",
    "means",
    "says",
    "contact",
    "document",
    "revision",
    "when",
}
LISTS = {"terms", "items", "examples", "includes", "advice", "languages"}


def shown(page: str) -> str:
    """Return the text of a page as a reader sees it."""
    text = re.sub(r"<[^>]+>", lambda tag: "" if tag[0][:2] in {"<a", "</", "<s"} else " ", page)
    return " ".join(html.unescape(re.sub(r"\\(.)", r"\1", text)).split())


def written(node: Node, key: str = "") -> list[str]:
    """Return every value under a key that a reader of the contract must find."""
    match node:
        case Scalar():
            return [node.text] if key in PROSE and node.text != "none" else []
        case Sequence():
            if key in LISTS:
                return [item.text for item in node.items if isinstance(item, Scalar)]
            return [text for item in node.items for text in written(item, key)]
        case Mapping():
            return [text for entry in node.entries for text in written(entry.value, entry.key)]


@pytest.mark.parametrize(("policy", "edition"), EDITIONS, ids=lambda each: each.id)
def test_every_word_of_the_files_is_on_the_page(policy: Policy, edition: Edition) -> None:
    text = shown(edition_page(policy, edition))
    folder = f"{policy.id}/editions/{edition.id}/"
    documents = [
        document
        for file, document in POLICIES.documents.items()
        if file.startswith(folder) and isinstance(document, Document)
    ]
    words = [" ".join(word.split()) for document in documents for word in written(document.root)]
    assert len(words) > 10
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize(("policy", "edition"), EDITIONS, ids=lambda each: each.id)
def test_every_promise_is_on_the_page(policy: Policy, edition: Edition) -> None:
    text = shown(edition_page(policy, edition))
    promises = [
        promise.text
        for level in edition.service_levels.values()
        for by_severity in level.targets.values()
        for promise in by_severity.values()
    ]
    promises += [escalation.promise.text for escalation in edition.escalations.values()]
    assert promises
    assert [promise for promise in promises if promise not in text] == []


def test_the_tables_of_zitadel_have_the_columns_of_the_source() -> None:
    policy, edition = next(each for each in EDITIONS if each[1].id == "2024-01-10")
    page = edition_page(policy, edition)
    heads = [re.findall(r"<th scope=\"col\"[^>]*>(.*?)</th>", head) for head in re.findall("<thead>.*", page)]
    assert ["Feature", "Free", "Production", "Enterprise Cloud"] in heads
    assert ["Feature", "Extended support"] in heads
    assert ["Severity", "Default", "Extended SLA", "Custom"] in heads
    (row,) = re.findall(
        r'<th scope="row">Initial response time: Severity 1.*?</th>(.*?48 business.*?)</tr>', page
    )
    assert [shown(cell).strip() for cell in re.findall(r"<td>(.*?)</td>", row)] == [
        "not offered",
        "48 business hours",
        "as agreed, no less than 30 minutes",
    ]


def test_hostile_text_stays_text() -> None:
    policy, edition = EDITIONS[-1]
    hostile = "<script>alert(1)</script> [x](javascript:alert(1)) {{ 7*7 }}"
    page = edition_page(policy, replace(edition, title=hostile))
    assert "<script" not in page
    assert "{{ 7*7 }}" in shown(page)


def test_a_missing_promise_is_said() -> None:
    policy, edition = next(each for each in EDITIONS if each[1].id == "2024-01-10")
    empty = {name: replace(level, targets={}) for name, level in edition.service_levels.items()}
    assert "no promise" in edition_page(policy, replace(edition, service_levels=empty))


def test_who_changed_what_is_text() -> None:
    policy, edition = EDITIONS[-1]
    page = edition_page(policy, edition, Around(history=[("2024-01-02", "A <b>", "Raise | *it*", "abc1234")]))
    assert "<td>A &lt;b&gt;</td><td>Raise | *it*</td><td><code>abc1234</code></td>" in page
    assert "Who changed what" not in edition_page(policy, edition)
