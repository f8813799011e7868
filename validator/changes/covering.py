"""What is covered: features of an offer, parts of the product, kinds of request, languages."""

from __future__ import annotations

from validator.changes.cells import (
    FEATURE,
    LANGUAGE,
    NOT_STATED,
    REQUEST,
    SUPPORT_FOR,
    Cell,
    Content,
    Covered,
    Ground,
    ground,
)
from validator.model.edition import Edition
from validator.model.offer import Offer
from validator.model.plan import AddOn
from validator.model.words import Inclusion


def name_of(each: Offer) -> str:
    """Return what an offer is called: its plan and its add-ons."""
    return " + ".join((each.plan.id, *(add_on.id for add_on in each.add_ons)))


def features(edition: Edition, offered: Offer) -> dict[Cell, Content]:
    """Return which lines of the plan table an offer includes, and which parts of the product support covers in it."""
    name = name_of(offered)
    lines = {
        Cell(name, f"{FEATURE}{feature}"): Covered(inclusion, feature_said(offered, feature))
        for feature, inclusion in offered.features.items()
    }
    areas = edition.scope.features if edition.scope else {}
    parts = {
        Cell(name, f"{SUPPORT_FOR}{area.id}"): Covered(
            offered.features[area.covered_by],
            (ground(area.at.child("covered_by")), *feature_said(offered, area.covered_by)),
        )
        for area in areas.values()
    }
    default = edition.scope.feature_when_not_stated if edition.scope else None
    if default is not None:
        usual = parts[Cell(name, f"{SUPPORT_FOR}{default}")]
        rests = (*usual.rests, ("scope.yaml", ("feature_when_not_stated",)))
        parts[Cell(name, f"{SUPPORT_FOR}{NOT_STATED}")] = Covered(usual.inclusion, rests)
    return {**lines, **parts}


def feature_said(offered: Offer, feature: str) -> tuple[Ground, ...]:
    """Return where it is said whether an offer includes a feature."""
    replacing: AddOn | None = next(
        (each for each in reversed(offered.add_ons) if feature in each.features), None
    )
    if replacing is None:
        added = (ground(add_on.at.child("available_for")) for add_on in offered.add_ons)
        return (ground(offered.plan.at.child("features", feature)), *added)
    return (
        ground(replacing.at.child("replaces", "features", feature)),
        ground(replacing.at.child("available_for")),
    )


def requests(edition: Edition) -> dict[Cell, Content]:
    """Return which kinds of request support covers, and what one counts as that says nothing."""
    if edition.scope is None:
        return {}
    kinds = edition.scope.requests
    rows: dict[Cell, Content] = {
        Cell("", f"{REQUEST}{kind.id}"): Covered(
            _inclusion(covered=kind.covered), (ground(kind.at.child("support")),)
        )
        for kind in kinds.values()
    }
    default = edition.scope.request_when_not_stated
    if default is not None:
        rests: tuple[Ground, ...] = (
            ground(kinds[default].at.child("support")),
            ("scope.yaml", ("request_when_not_stated",)),
        )
        rows[Cell("", f"{REQUEST}{NOT_STATED}")] = Covered(_inclusion(covered=kinds[default].covered), rests)
    return rows


def languages(edition: Edition) -> dict[Cell, Content]:
    """Return the languages in which answers in time are promised on any channel."""
    rows: dict[Cell, Content] = {}
    groups = edition.channels.groups.values() if edition.channels else ()
    for group in groups:
        for language in group.languages if group.guarantees_response_times else ():
            rests = (ground(group.at.child("languages")), ground(group.at.child("response_times")))
            before = rows.get(Cell("", f"{LANGUAGE}{language}"))
            rows[Cell("", f"{LANGUAGE}{language}")] = Covered(
                Inclusion.INCLUDED, (*(before.rests if before else ()), *rests)
            )
    return rows


def _inclusion(*, covered: bool) -> Inclusion:
    return Inclusion.INCLUDED if covered else Inclusion.NOT_INCLUDED
