"""Every value of the files is published, at its own place; every number published is one of the files."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from validator.document import Document, Mapping, Node, Scalar, Sequence
from validator.location import Address
from validator.model.edition import Edition
from validator.model.policy import Policy
from validator.render.contract import (
    Block,
    Bullets,
    Facts,
    Paragraph,
    Part,
    Said,
    Settled,
    Table,
    contract,
)
from validator.render.pages import edition_page
from validator.workspace.policies import Policies, load

ROOT = Path(__file__).parents[3]
POLICIES = load(ROOT / "policies")
EDITIONS = [(policy, edition) for policy in POLICIES.policies for edition in policy.editions.values()]
every_edition = pytest.mark.parametrize(
    ("policy", "edition"), EDITIONS, ids=[f"{policy.id} {edition.id}" for policy, edition in EDITIONS]
)

AMOUNT = re.compile(r"\b\d+( business)? (hour|minute|day)s?\b")
TIME = re.compile(r"\b\d\d:\d\d-\d\d:\d\d\b")
PROSE = re.compile(r"\b(?:question|because|says|means|definition|printed_date): |^ +- [A-Z]")
"""Lines that quote the source or speak in sentences."""
NUMBER = re.compile(r"\d+")


def leaves(node: Node, route: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every value of a file with its route; an empty list or mapping is a value too."""
    match node:
        case Scalar():
            yield route, node.text
        case Sequence():
            for index, item in enumerate(node.items):
                yield from leaves(item, (*route, index))
        case Mapping():
            for entry in node.entries:
                yield from leaves(entry.value, (*route, entry.key))


def files(policies: Policies, policy: Policy, edition: Edition) -> dict[str, Document]:
    """Return the documents that say something of an edition: its own, the policy's head and its holidays."""
    own = f"{policy.id}/editions/{edition.id}/"
    head = {f"{policy.id}/policy.yaml", f"{policy.id}/holidays.lock.yaml"}
    return {
        name: document
        for name, document in policies.documents.items()
        if isinstance(document, Document) and (name.startswith(own) or name in head)
    }


def said(blocks: tuple[Block, ...]) -> Iterator[Said]:
    """Yield everything that blocks say of a place."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block.said
            case Bullets():
                yield from block.items
            case Facts():
                for label, cell in block.rows:
                    yield from (Said(f"{label} {each.text}", each.at) for each in cell)
            case Table():
                yield from block.columns
                for row in block.rows:
                    yield row.title
                    yield from (each for cell in row.cells for each in cell)
            case Settled():
                reading = block.reading
                yield Said(f"{reading.question} {reading.chosen} {reading.because}", reading.at)
            case Part():
                yield block.title
                yield from said(block.blocks)


def published(policy: Policy, edition: Edition) -> list[Said]:
    whole = contract(policy, edition)
    found = [whole.title, *said((whole.facts, *whole.blocks))]
    for section in whole.sections:
        found += [section.heading, *said(section.blocks)]
    return [each for each in found if each.at.route]


NAMES = {"policy", "most_urgent_first", "editions"}
"""Keys whose values are names of files and things: their order and their titles are published, not they."""


@every_edition
def test_every_value_of_the_files_has_its_place(policy: Policy, edition: Edition) -> None:
    places = {(each.at.file, each.at.route) for each in published(policy, edition)}
    missing, found = [], 0
    for name, document in files(POLICIES, policy, edition).items():
        for route, _ in leaves(document.root):
            if route[0] in NAMES or route[-1] == "clause":
                continue
            found += 1
            if not any((name, route[:length]) in places for length in range(1, len(route) + 1)):
                missing.append((name, route))
    assert found > 40
    assert missing == []


@every_edition
def test_everything_stands_under_the_heading_that_its_file_names(policy: Policy, edition: Edition) -> None:
    headings = {
        (each.at.file, each.at.route): section.heading.text
        for section in contract(policy, edition).sections
        for each in said(section.blocks)
    }
    checked = 0
    for name, document in files(POLICIES, policy, edition).items():
        for route, clause in leaves(document.root):
            if not route or route[-1] != "clause":
                continue
            below = {
                heading
                for (file, place), heading in headings.items()
                if file == name and place[: len(route) - 1] == route[:-1] and len(route) > 1
            }
            checked += bool(below)
            assert clause in below or not below, (name, route)
    assert checked > 3


@every_edition
def test_the_sections_are_the_headings_of_the_source_in_order(policy: Policy, edition: Edition) -> None:
    headings = [section.heading.text for section in contract(policy, edition).sections]
    assert headings[: len(edition.clauses)] == list(edition.clauses)


def numbers(text: str) -> set[str]:
    return set(NUMBER.findall(text))


def text_of(page: str) -> str:
    """Return what a reader sees of a page, without the names of its anchors."""
    shown = re.sub(r"\{#[^}]*\}|<[^>]+>", " ", page)
    return html.unescape(re.sub(r"\\(.)", r"\1", shown))


@every_edition
def test_every_number_of_a_page_stands_in_the_files(policy: Policy, edition: Edition) -> None:
    on_page = numbers(text_of(edition_page(policy, edition)))
    in_files = {
        number
        for document in files(POLICIES, policy, edition).values()
        for _, value in leaves(document.root)
        for number in numbers(value)
    }
    assert len(on_page) > 9
    assert on_page - in_files == set()


def test_every_amount_follows_the_files_to_the_page(tmp_path: Path) -> None:
    """Give every amount and every time of day a number that nothing else has: the page shows each of them."""
    shutil.copytree(ROOT / "policies" / "zitadel", tmp_path / "zitadel")
    folder = tmp_path / "zitadel" / "editions" / "2024-01-10"
    shutil.rmtree(folder / "examples")
    fresh = count(101, 2)  # odd, so that no amount becomes a whole number of larger units
    given: list[str] = []
    for file in sorted(folder.glob("*.yaml")):
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        file.write_text("".join(_renumbered(line, fresh, given) for line in lines), encoding="utf-8")
    policies = load(tmp_path / "zitadel")
    assert policies.diagnostics == ()
    (policy,) = policies.policies
    on_page = text_of(edition_page(policy, policy.editions["2024-01-10"]))
    assert len(given) > 18
    assert [each for each in given if not re.search(rf"\b{each}\b", on_page)] == []


def _renumbered(line: str, fresh: Iterator[int], given: list[str]) -> str:
    """Return a line with fresh numbers in its amounts and hours; sentences, which quote the source, stay."""
    if PROSE.search(line):
        return line

    def amount(found: re.Match[str]) -> str:
        given.append(str(next(fresh)))
        return f"{given[-1]}{found[1] or ''} {found[2]}s"

    def hours(_: re.Match[str]) -> str:
        minute = next(fresh) % 60
        given.extend((f"03:{minute:02}", f"21:{minute:02}"))
        return "-".join(given[-2:])

    return AMOUNT.sub(amount, TIME.sub(hours, line))


def test_places_are_named_as_examples_name_them() -> None:
    policy, edition = next(each for each in EDITIONS if each[1].id == "2024-01-10")
    page = edition_page(policy, edition)
    for name in (
        "service_levels.extended.targets.initial_response.severity_1",
        "plans.production.overrides.initial_response.severity_1",
        "credits.late_response",
        "credits.late_response.readings.counted",
        "support_hours.business_hours.open.0",
    ):
        assert page.count(f'id="{name}"') == 1


@every_edition
def test_no_anchor_is_given_twice(policy: Policy, edition: Edition) -> None:
    found = re.findall(r'(?: id="|\{#)([^"}]+)', edition_page(policy, edition))
    assert len(found) > 50
    assert len(found) == len(set(found))


def test_addresses_of_the_tree_are_addresses_of_files() -> None:
    policy, edition = EDITIONS[-1]
    known = set(POLICIES.documents)
    assert {each.at.file for each in published(policy, edition)} <= known
    assert Address("").route == ()
