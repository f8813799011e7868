"""Files as code hosts name them: from the top of the repository, wherever the command was started."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from validator.location import Place
    from validator.render.findings import Accepted, Finding, Report


def from_the_top(report: Report) -> Report:
    """Return a report whose files are named from the top of the repository that the command was started in.

    What lies elsewhere, or is not there (such as a file of an earlier state), keeps its name; so does everything where
    there is no repository.
    """
    top = _top(Path.cwd())
    if top is None:
        return report

    @cache
    def named(file: str) -> str:
        path = Path(file)
        there = path.parent.resolve() / path.name  # a link is known by its own name
        return there.relative_to(top).as_posix() if path.exists() and there.is_relative_to(top) else file

    def placed(place: Place) -> Place:
        return replace(place, file=named(place.file))

    def found(finding: Finding) -> Finding:
        related = tuple(replace(noted, place=placed(noted.place)) for noted in finding.related)
        return replace(finding, place=placed(finding.place), related=related)

    def accepted(each: Accepted) -> Accepted:
        return replace(each, finding=found(each.finding))

    return replace(
        report,
        findings=tuple(map(found, report.findings)),
        accepted=tuple(map(accepted, report.accepted)),
    )


def _top(folder: Path) -> Path | None:
    """Return the topmost folder of a repository; git is not asked: it need not be installed, nor trust the folder."""
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)
