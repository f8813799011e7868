"""An edition to sections: everything it says, under the heading of the source that says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from validator.location import Address
from validator.render.contract.blocks import Block, Contract, Facts, Paragraph, Part, Said, Section
from validator.render.contract.channels import channel_blocks
from validator.render.contract.objectives import objective_blocks
from validator.render.contract.plans import plan_blocks
from validator.render.contract.reading_tickets import holidays, reading_tickets
from validator.render.contract.remedies import remedy_blocks
from validator.render.contract.schedules import schedule_blocks
from validator.render.contract.scope import scope_blocks
from validator.render.contract.settled import settled
from validator.render.contract.severities import severity_blocks

if TYPE_CHECKING:
    from validator.model.edition import Edition
    from validator.model.policy import Policy

Placed = tuple[str, Block]
"""A heading of the source, and something that stands under it."""


def contract(policy: Policy, edition: Edition) -> Contract:
    """Return an edition as its sections: the headings of the source in order, then what no heading covers."""
    placed: dict[str, list[Block]] = {clause: [] for clause in edition.clauses}
    for clause, block in _everything(edition):
        placed[clause].append(block)
    head = _head(edition)
    return Contract(
        title=Said(edition.title, head.child("title")),
        facts=_facts(policy, edition),
        blocks=tuple(settled(edition.readings)),
        sections=(
            *(
                Section(Said(clause, head.child("clauses", index)), clause_anchor(clause), tuple(blocks))
                for index, (clause, blocks) in enumerate(placed.items())
            ),
            *_appendices(policy, edition),
        ),
    )


def clause_anchor(clause: str) -> str:
    """Return the permanent name of a heading: `clause-extended-support`."""
    words = "".join(letter if letter.isalnum() else " " for letter in clause.lower()).split()
    return "-".join(("clause", *words))


def _everything(edition: Edition) -> Iterator[Placed]:
    yield from (
        (provision.clause, Paragraph(Said(provision.means, provision.at.child("says"))))
        for provision in edition.provisions
    )
    yield from _definitions(edition)
    yield from plan_blocks(edition)
    yield from schedule_blocks(edition)
    yield from channel_blocks(edition)
    yield from scope_blocks(edition)
    yield from severity_blocks(edition)
    yield from objective_blocks(edition)
    yield from remedy_blocks(edition)


def _definitions(edition: Edition) -> Iterator[Placed]:
    for definition in edition.definitions.values():
        term = Said(definition.term, definition.at.child("term"))
        means = Paragraph(Said(definition.means, definition.at.child("means")))
        yield definition.clause, Part(Said(f"{term.text} means", definition.at), (means,))


def _head(edition: Edition) -> Address:
    return Address(edition.at.file.rpartition("/")[0] + "/edition.yaml")


def _facts(policy: Policy, edition: Edition) -> Facts:
    head, source = _head(edition), edition.source
    notice = f"{policy.notice_days} days before a change for the worse" if policy.notice_days else ""
    rows = (
        ("Policy", policy.title, policy.at.child("title")),
        ("Provider", policy.provider, policy.at.child("provider")),
        ("Edition", edition.id, head.child("edition")),
        ("Announced on", _day(edition.announced_on), head.child("announced_on")),
        ("In force from", edition.effective_from.isoformat(), head.child("effective_from")),
        ("Supersedes", edition.supersedes or "nothing", head.child("supersedes")),
        ("Days begin in", policy.zone, policy.at.child("time_zone")),
        ("Customers are told", notice, policy.at.child("notice")),
        ("Source", source.document, head.child("source", "document")),
        ("Its revision", source.revision, head.child("source", "revision")),
        ("The date it prints", _day(source.printed_date) or "none", head.child("source", "printed_date")),
        ("Its licence", source.licence or "none", head.child("source", "licence")),
    )
    return Facts(tuple((label, (Said(text, at),)) for label, text, at in rows if text))


def _day(day: object) -> str:
    return "" if day is None else str(day)


def _appendices(policy: Policy, edition: Edition) -> Iterator[Section]:
    """Yield what no heading of the source covers."""
    appended: tuple[tuple[str, str, Iterable[Block]], ...] = (
        ("Public holidays", "public-holidays", holidays(policy, edition)),
        ("How a ticket is read", "how-a-ticket-is-read", reading_tickets(edition)),
    )
    for heading, name, blocks in appended:
        found = tuple(blocks)
        if found:
            yield Section(Said(heading), name, found)
