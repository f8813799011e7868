"""Two files with something to say of each."""

from __future__ import annotations

from collections.abc import Mapping

from validator.diagnostics import Diagnostic, Level, Related
from validator.document import Document, Source, parse, source_of
from validator.location import Address
from validator.render.findings import Report, resolve

PLANS = """\
clause: Plans
plans:
  free: { title: Größe 日本, hours: 2h }
  basic:
    hours: 3h  # slawyer: ignore[too-slow] agreed in the minutes of March
"""


def documents(**texts: str) -> Mapping[str, Document | Source]:
    """Return texts by their names, shown below `policies/`; a text that cannot be parsed is there all the same."""
    found: dict[str, Document | Source] = {}
    for stem, text in texts.items():
        shown = f"policies/{stem}.yaml"
        document = parse(text.encode(), shown)[0] or source_of(text.encode(), shown)
        assert document is not None
        found[f"{stem}.yaml"] = document
    return found


FILES = documents(plans=PLANS)
AT = Address("plans.yaml", ("plans",))
FREE, BASIC = AT.child("free", "hours"), AT.child("basic", "hours")


def said(
    at: Address,
    message: str = "`hours` cannot be `2h`.",
    rule: str = "wrong-value",
    level: Level = Level.ERROR,
    *,
    meant: str | None = None,
    related: tuple[Related, ...] = (),
) -> Diagnostic:
    return Diagnostic(rule, level, message, at, "Write hours: `2 hours`.", meant=meant, related=related)


SLOW = said(BASIC, "3 hours are slow.", "too-slow", Level.WARNING)


def report(*diagnostics: Diagnostic, subject: str = "1 file") -> Report:
    return resolve(diagnostics, FILES, subject)
