"""An explanation as HTML: a whole page that needs nothing beside itself, or a part of another page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from validator.render.drawing.svg import svg
from validator.render.explanation.proof import lines
from validator.render.html import templates

if TYPE_CHECKING:
    from collections.abc import Callable

    from validator.location import Address
    from validator.render.explanation.explanation import Explanation, Part

PACKAGE = "validator.render.explanation"


def page(explanation: Explanation, place: Callable[[Address], str]) -> str:
    """Return a whole page; `place` writes an address as `file:line`."""
    return (
        templates(PACKAGE).get_template("page.html.jinja").render(_content(explanation, place, "ticket", 1))
    )


def fragment(explanation: Explanation, place: Callable[[Address], str], name: str, level: int) -> str:
    """Return an explanation for a page of others: ids begin with `name`, headings at `level`."""
    return (
        templates(PACKAGE).get_template("ticket.html.jinja").render(_content(explanation, place, name, level))
    )


def _content(
    explanation: Explanation, place: Callable[[Address], str], name: str, level: int
) -> dict[str, object]:
    def drawn(part: Part, number: int) -> Markup:
        picture = part.picture
        return Markup() if picture is None else Markup(svg(picture, f"{name}-{number}"))  # noqa: S704 -- svg escapes

    return {
        "explanation": explanation,
        "say": explanation.language.say,
        "place": place,
        "name": name,
        "level": level,
        "drawn": drawn,
        "proof": lines(explanation.proof, explanation.language) if explanation.proof else (),
    }
