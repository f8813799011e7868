"""The calculator as a fragment of a page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from validator.render.calculator.data import data
from validator.render.html import templates

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from validator.model.edition import Edition
    from validator.model.policy import Policy

UNSAFE = {ord(each): f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"}
"""Characters that must not stand in a script element as they are; JSON can write each otherwise."""


def calculator(policy: Policy, edition: Edition, zones: Mapping[str, tzinfo]) -> Markup:
    """Return the form with its data, without blank lines, so that Markdown leaves it alone.

    `zones` maps IANA names to their rules. The script and the style of the page bring it to life; without them it says
    which command answers. Empty where nothing can be asked.
    """
    record = data(policy, edition, zones)
    if not record["questions"] or not record["offers"]:
        return Markup()
    rendered = (
        templates("validator.render.calculator")
        .get_template("calculator.html.jinja")
        .render(edition=edition, record=record, shown=_shown(record), data=_embedded(record))
    )
    return Markup("\n".join(line for line in rendered.splitlines() if line.strip()))  # noqa: S704 -- escaped by the template


def _shown(record: dict[str, Any]) -> int:
    """Return which offer is shown first: the first one that is entitled to answers."""
    entitled = (index for index, offer in enumerate(record["offers"]) if offer["refused"] is None)
    return next(entitled, 0)


def _embedded(record: dict[str, Any]) -> Markup:
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(UNSAFE))  # noqa: S704 -- nothing that HTML reads is left in it
