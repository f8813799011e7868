"""Changes as findings: every format of findings shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from validator.changes.change import Change
from validator.changes.compare import Comparison
from validator.changes.difference import BEFORE, Difference
from validator.changes.effective import Effect
from validator.changes.favours import Favours
from validator.diagnostics import Diagnostic, Level, Related
from validator.location import Address
from validator.render.changes.consequences import consequences as gathered
from validator.render.changes.consequences import line, lines, said

RULES: Final[Mapping[str, str]] = {
    "adverse-change": "A change is worse for customers.",
    "incomparable-change": "A change has sides that cannot be weighed, or words that only a lawyer can judge.",
    "favourable-change": "A change is better for customers.",
    "neutral-change": "A change moves no promise.",
}

LEVELS: Final = {
    Favours.ADVERSE: Level.ERROR,
    Favours.INCOMPARABLE: Level.WARNING,
    Favours.FAVOURABLE: Level.NOTE,
    Favours.NEUTRAL: Level.NOTE,
}

NEXT: Final = {
    Favours.ADVERSE: "Take it back, or if it is meant, approve of it: `slawyer diff --accept FINGERPRINT`.",
    Favours.INCOMPARABLE: "Let a lawyer judge it; if it is meant, approve of it: `slawyer diff --accept FINGERPRINT`.",
    Favours.FAVOURABLE: "Nothing has to be done.",
    Favours.NEUTRAL: "Nothing has to be done.",
}

WEIGHED: Final = {
    Favours.ADVERSE: "worse for customers",
    Favours.INCOMPARABLE: "not to be compared",
    Favours.FAVOURABLE: "better for customers",
    Favours.NEUTRAL: "moves no promise",
}


def diagnostics(difference: Difference) -> tuple[Diagnostic, ...]:
    """Return every change as a finding: what is declared otherwise, what follows from no line, what is not allowed."""
    return (
        *(found for comparison in difference.comparisons for found in _of(comparison, difference)),
        *difference.diagnostics,
    )


def _of(comparison: Comparison, difference: Difference) -> Iterator[Diagnostic]:
    for change in comparison.changes:
        yield _change(change, comparison, difference)
    unexplained = comparison.unexplained
    for favours in Favours:
        effects = [effect for effect in unexplained if effect.favours is favours]
        if effects and favours is not Favours.NEUTRAL:
            yield from _effects(effects, comparison, difference)


def _change(change: Change, comparison: Comparison, difference: Difference) -> Diagnostic:
    before = (Related(_before(change.old.at), "before"),) if change.old else ()
    return Diagnostic(
        rule=f"{change.favours.value}-change",
        level=LEVELS[change.favours],
        message=f"{where(comparison)}{_subject(change)}: {_said(change)} ({WEIGHED[change.favours]}).",
        at=change.at,
        next_step=NEXT[change.favours],
        related=before,
        identity=f"{_texts(comparison)} {change.file} {identity_of(change)}",
        details=tuple(lines(comparison.following(change), difference.zones)),
    )


def _subject(change: Change) -> str:
    return change.path if change.file != "policy.yaml" else f"policy / {change.path}"


def _said(change: Change) -> str:
    if change.old is None:
        return f"{_quoted(change.new.text if change.new else '')} is new"
    if change.new is None:
        return f"{_quoted(change.old.text)} is gone"
    return f"{_quoted(change.old.text)} becomes {_quoted(change.new.text)}"


LONGEST: Final = 160


def _quoted(text: str) -> str:
    return f"`{text if len(text) <= LONGEST else text[: LONGEST - 1] + '…'}`"


def where(comparison: Comparison) -> str:
    """Say which texts are compared."""
    if comparison.old is None or comparison.new is None:
        return f"{comparison.policy}: "
    if comparison.edited:
        return f"{comparison.policy} {comparison.new.id}: "
    return f"{comparison.policy} {comparison.old.id} → {comparison.new.id}: "


def _texts(comparison: Comparison) -> str:
    sides = (comparison.old, comparison.new)
    return " ".join([comparison.policy, *(side.id for side in sides if side)])


def identity_of(change: Change) -> str:
    """Return what makes a change the same one: its place, without the numbers of items, and both values."""
    route = "/".join(str(key) for key in change.route if not isinstance(key, int))
    return "\0".join((route, *(side.text if side else "\0" for side in (change.old, change.new))))


def _effects(effects: list[Effect], comparison: Comparison, difference: Difference) -> Iterator[Diagnostic]:
    """Say what is promised otherwise although no line says so, one finding for each group that changes alike."""
    for each in gathered(effects, difference.zones):
        own = [effect for effect in effects if said(effect.old) == each.old and said(effect.new) == each.new]
        causes = [cause for effect in own for cause in effect.causes]
        at = causes[0].at if causes else _beginning(comparison)
        yield Diagnostic(
            rule=f"{each.favours.value}-change",
            level=LEVELS[each.favours],
            message=f"{where(comparison)}{line(each)} ({WEIGHED[each.favours]}, though no line says so by itself).",
            at=at,
            next_step=NEXT[each.favours],
            identity=f"{_texts(comparison)} effect {line(each)}",
            details=(each.example,) if each.example else (),
        )


def _beginning(comparison: Comparison) -> Address:
    if comparison.new is None:
        return Address(f"{comparison.policy}/policy.yaml", ("policy",))
    return comparison.new.at.child("edition")


def _before(at: Address) -> Address:
    return replace(at, file=f"{BEFORE}{at.file}")
