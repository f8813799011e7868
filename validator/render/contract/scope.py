"""What support covers, and the services beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from validator.render.contract.blocks import Block, Bullets, Facts, Part, Said

if TYPE_CHECKING:
    from validator.model.edition import Edition
    from validator.model.scope import Listing, Scope
    from validator.model.service import Service


def scope_blocks(edition: Edition) -> Iterator[tuple[str, Block]]:
    """Yield the services, then what is covered and excluded, then the lists that describe."""
    for service in edition.services.values():
        yield service.clause, Part(Said(service.title, service.at), tuple(_service(edition, service)))
    if edition.scope:
        yield from _requests(edition.scope)
        for area in edition.scope.features.values():
            feature = edition.features[area.covered_by].title
            said = Said(f"covered where the plan includes {feature}", area.at)
            yield area.clause, Facts(((area.title, (said,)),))
        for title, listing in (
            ("Support includes", edition.scope.assistance),
            ("A ticket contains", edition.scope.ticket_contains),
        ):
            if listing:
                yield listing.clause, _listing(title, listing)


def _service(edition: Edition, service: Service) -> Iterator[Block]:
    if service.feature:
        title = edition.features[service.feature].title
        yield Facts((("Open to plans with", (Said(title, service.at.child("feature")),)),))
    yield Bullets(
        tuple(Said(text, service.at.child("terms", index)) for index, text in enumerate(service.terms))
    )
    for topic in service.topics:
        at = service.at.child("topics", topic.id)
        items = tuple(Said(text, at.child("items", index)) for index, text in enumerate(topic.items))
        yield Part(Said(topic.title, at), (Bullets(items),))


def _requests(scope: Scope) -> Iterator[tuple[str, Block]]:
    for covered, title in ((True, "Covered"), (False, "Excluded")):
        by_clause: dict[str, list[Said]] = {}
        for request in scope.requests.values():
            if request.covered is covered:
                by_clause.setdefault(request.clause, []).append(Said(request.title, request.at))
        for clause, items in by_clause.items():
            yield clause, Bullets(tuple(items), title)


def _listing(title: str, listing: Listing) -> Bullets:
    return Bullets(
        tuple(Said(text, listing.at.child("includes", index)) for index, text in enumerate(listing.items)),
        title,
    )
