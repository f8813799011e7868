"""Diagnostics to findings: in a fixed order, each once, with lines and fingerprints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from validator.location import Address
from validator.render.findings.finding import Finding, Noted, Report
from validator.render.findings.lookup import Lookup
from validator.render.findings.suppressing import set_aside

if TYPE_CHECKING:
    from validator.diagnostics import Diagnostic
    from validator.document import Document, Source
    from validator.location import Place

_NUMBERED: Final = re.compile(r"\b(line|column|item) [0-9]+")
_LENGTH: Final = 32  # hexadecimal digits; enough that no two findings of a lifetime meet


def resolve(
    diagnostics: Iterable[Diagnostic],
    documents: Mapping[str, Document | Source],
    subject: str = "",
    *,
    judged: bool = True,
) -> Report:
    """Look up the places of diagnostics and set aside what the files ask to ignore.

    `documents` holds the texts by the names that addresses use; what could not be parsed is there as a `Source`.
    `judged` says that the rules have been asked, so that a comment which sets nothing aside is useless.
    """
    lookup = Lookup(documents)
    once = sorted(set(diagnostics), key=lambda each: _order(each, lookup))
    left, suppressed = set_aside(once, documents.values(), lookup, judged=judged)
    left.sort(key=lambda each: _order(each, lookup))
    repeats: Counter[tuple[str, ...]] = Counter()
    return Report(tuple(_finding(each, lookup, repeats) for each in left), suppressed, subject)


def _order(each: Diagnostic, lookup: Lookup) -> tuple[Place, str, str, str]:
    return lookup.place(each.at), each.rule, each.message, each.next_step


def _finding(each: Diagnostic, lookup: Lookup, repeats: Counter[tuple[str, ...]]) -> Finding:
    place = lookup.place(each.at)
    route = str(each.at) if isinstance(each.at, Address) else ""
    key: tuple[str, ...] = each.rule, lookup.name(each.at), route, _NUMBERED.sub(r"\1", each.message)
    if each.identity:
        key = each.rule, each.identity
    repeats[key] += 1
    return Finding(
        rule=each.rule,
        level=each.level,
        message=each.message,
        place=place,
        quoted=lookup.line(place),
        route=route,
        clause=each.clause or lookup.clause(each.at),
        meant=each.meant,
        next_step=each.next_step,
        related=tuple(_noted(lookup.place(one.at), one.message, lookup) for one in each.related),
        fingerprint=sha256("\0".join((*key, str(repeats[key]))).encode(errors="replace")).hexdigest()[
            :_LENGTH
        ],
        details=each.details,
    )


def _noted(place: Place, message: str, lookup: Lookup) -> Noted:
    return Noted(place, lookup.line(place), message)
