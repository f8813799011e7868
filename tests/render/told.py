"""Tickets told: those of the shipped log, and timelines written for a test."""

from __future__ import annotations

import csv
from functools import cache

from tests.cli.command import EXAMPLE, ROOT
from tests.evaluate.contract import BOOK, LATER, POLICIES
from validator.evaluate.book import Book
from validator.evaluate.decision import Refusal
from validator.evaluate.reference import Account, accounts
from validator.location import Address
from validator.model.timeline import TicketEvent, Timeline
from validator.render.explanation import Explanation, explain
from validator.render.places import places_of
from validator.render.wording import LANGUAGES, Language, Telling
from validator.workspace.book import book_of
from validator.workspace.logs import StampReading
from validator.workspace.logs.read import read_log
from validator.workspace.proving import Prover, prover

ENGLISH, GERMAN = LANGUAGES["en"], LANGUAGES["de"]
BOTH = tuple(LANGUAGES.values())
REJECTED = ("Z-1036", "Z-1037")


def _tickets() -> tuple[str, ...]:
    with (ROOT / EXAMPLE).open(encoding="utf-8", newline="") as text:
        return tuple(sorted({row["ticket"] for row in csv.DictReader(text)} - set(REJECTED)))


TICKETS = _tickets()
"""Every ticket of the shipped log that is decided."""


@cache
def decided_log() -> Prover:
    """Decide the shipped log."""
    return prover(
        read_log([ROOT / EXAMPLE], None, None), book_of(POLICIES.policies), StampReading(None), None
    )


@cache
def shipped(ticket: str) -> tuple[Account, ...]:
    """Return the accounts of a ticket of the shipped log."""
    found = decided_log().accounts(ticket)
    assert not isinstance(found, Refusal), found
    return found


@cache
def shipped_told(ticket: str, language: str = "en") -> Explanation:
    """Explain a ticket of the shipped log."""
    return explain(shipped(ticket), LANGUAGES[language])


def place(at: Address) -> str:
    """Write an address of the shipped policies as `file:line`."""
    return places_of(POLICIES.documents)(at)


def accounts_of(
    *events: TicketEvent,
    under: Book = BOOK,
    as_of: int = LATER,
    ticket: str = "T-1",
    term_end: int | None = None,
) -> tuple[Account, ...]:
    """Decide a ticket under the shipped contract, or another book."""
    found = accounts(Timeline.of(ticket, list(events)), under, as_of, term_end)
    assert isinstance(found, tuple), found
    return found


def told(
    *events: TicketEvent, under: Book = BOOK, as_of: int = LATER, language: Language = ENGLISH
) -> Explanation:
    """Explain a ticket."""
    return explain(accounts_of(*events, under=under, as_of=as_of), language)


def telling(
    *events: TicketEvent, under: Book = BOOK, as_of: int = LATER, language: Language = ENGLISH
) -> Telling:
    """Return what tells of the first decision of a ticket."""
    return Telling(accounts_of(*events, under=under, as_of=as_of)[0], language)
