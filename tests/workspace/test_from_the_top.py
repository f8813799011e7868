"""Files are named as code hosts know them, wherever the command was started."""

from __future__ import annotations

from pathlib import Path

import pytest

from validator.diagnostics import Diagnostic, Level, Related
from validator.location import Place, Position, Span
from validator.render.findings import Accepted, Report, resolve
from validator.workspace.from_the_top import from_the_top

SPAN = Span(Position(1, 1), Position(1, 2))


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """Return the topmost folder of a repository that has a file in a folder."""
    top = tmp_path / "repository"
    (top / ".git").mkdir(parents=True)
    (top / "policies").mkdir()
    (top / "policies" / "a.yaml").touch()
    (tmp_path / "elsewhere.yaml").touch()
    return top


def about(*files: str) -> Report:
    """Return a report with a finding in the first file, the others related to it, and the same accepted."""
    first, *others = (Place(file, SPAN) for file in files)
    related = tuple(Related(other, "as here") for other in others)
    found = resolve([Diagnostic("hint", Level.NOTE, "So.", first, "Go on.", related=related)], {}, "1 file")
    return Report(found.findings, 2, found.subject, (Accepted(found.findings[0], "meant"),))


def files(report: Report) -> list[str]:
    (finding,), (accepted,) = report.findings, report.accepted
    assert [each.place.file for each in accepted.finding.related] == [
        each.place.file for each in finding.related
    ]
    assert accepted.finding.place == finding.place
    return [finding.place.file, *(each.place.file for each in finding.related)]


@pytest.mark.parametrize("start", ["", "policies"])
def test_files_are_named_from_the_top(top: Path, monkeypatch: pytest.MonkeyPatch, start: str) -> None:
    monkeypatch.chdir(top / start)
    shown = "../policies/a.yaml" if start else "policies/a.yaml"
    named = from_the_top(about(shown, str(top / "policies" / "a.yaml")))
    assert files(named) == ["policies/a.yaml"] * 2
    assert (named.suppressed, named.subject, named.findings[0].message) == (2, "1 file", "So.")


def test_what_is_elsewhere_or_nowhere_keeps_its_name(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(top / "policies")
    names = ["../../elsewhere.yaml", "v1.0:policies/b.yaml", "gone.yaml"]
    assert files(from_the_top(about(*names))) == names


def test_a_link_is_known_by_its_own_name(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (top / "link.yaml").symlink_to(top / "policies" / "a.yaml")
    monkeypatch.chdir(top / "policies")
    assert files(from_the_top(about("../link.yaml"))) == ["link.yaml"]


def test_without_a_repository_all_is_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.yaml").touch()
    monkeypatch.chdir(tmp_path)
    report = about(str(tmp_path / "a.yaml"))
    assert from_the_top(report) == report
