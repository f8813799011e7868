"""The page of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from validator.render.html import templates
from validator.render.report.charts import bar, columns, legend
from validator.render.report.figures import CLASSES

if TYPE_CHECKING:
    from validator.render.report.figures import Figures, Share


def page(figures: Figures) -> str:
    """Return the whole page; it asks for nothing and runs no script."""

    def drawn(share: Share, largest: int) -> Markup:
        return Markup(bar(share, largest))  # noqa: S704 -- numbers only

    return (
        templates("validator.render.report")
        .get_template("report.html.jinja")
        .render(
            figures=figures,
            classes=tuple(CLASSES),
            legend=legend(),
            bar=drawn,
            months=Markup(columns(figures.months)),  # noqa: S704 -- names are escaped there
            safe=Markup,
        )
    )
