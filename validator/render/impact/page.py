"""The page of an impact: one file that asks for nothing else."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from markupsafe import Markup

from validator.render.html import templates
from validator.render.impact import charts
from validator.render.impact.tables import sections
from validator.render.impact.wording import amount, answer, changed_name, closing, opening
from validator.render.report.charts import bar, legend
from validator.render.report.figures import CLASSES

if TYPE_CHECKING:
    from validator.changes.impact import Impact
    from validator.render.report.figures import Share


def page(impact: Impact) -> str:
    """Return the whole page, in the looks of a report; it runs no script."""

    def drawn(share: Share, largest: int) -> Markup:
        return Markup(bar(share, largest))  # noqa: S704 -- numbers only

    def length(value: int | Decimal, largest: int | Decimal, kind: str) -> Markup:
        return Markup(charts.length(value, largest, kind))  # noqa: S704 -- numbers only

    owed = [
        (changed_name(group.old, group.new), change)
        for group in impact.groups["plan"]
        for change in group.credits
    ]
    return (
        templates("validator.render.report")  # whose style it shares
        .get_template("impact.html.jinja")
        .render(
            impact=impact,
            opening=opening(impact),
            answer=list(answer(impact)),
            closing=list(closing(impact)),
            favours={getattr(verdict, "value", ""): count for verdict, count in impact.favours.items()},
            outcomes=charts.before_and_after(impact),
            shifts=charts.shifts(impact),
            owed=owed,
            sections=list(sections(impact)),
            amount=amount,
            classes=tuple(CLASSES),
            legend=legend(),
            bar=drawn,
            length=length,
        )
    )
