"""`slawyer publish`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from validator.cli import run

ROOT = Path(__file__).parents[2]
BEGINS = {".pdf": b"%PDF-", ".docx": b"PK\x03\x04", ".ics": b"BEGIN:VCALENDAR\r\n"}


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize(
    "arguments",
    [
        ["zitadel", "-o", "terms.pdf"],
        ["zitadel", "2024-01-10", "-o", "terms.PDF"],
        ["zitadel", "2024-01-10", "-o", "redline.docx"],
        ["zitadel", "2024-01-10", "--since", "2022-06-15", "-o", "redline.docx"],
        ["zitadel", "--hours", "business_hours", "-o", "hours.ics"],
    ],
    ids=" ".join,
)
def test_what_was_asked_for_is_written(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    *asked, name = arguments
    target = tmp_path / name
    assert run(["publish", *asked, str(target)]) == 0
    assert target.read_bytes().startswith(BEGINS[target.suffix.lower()])
    assert capsys.readouterr().out == f"Written to {target}\n"
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["zitade", "-o", "x.pdf"], "Did you mean zitadel?"),
        (["zitadel", "2024-01-11", "-o", "x.pdf"], "Did you mean 2024-01-10?"),
        (["zitadel", "-o", "x.doc"], "ends in none of .pdf, .docx, .ics"),
        (["zitadel", "--since", "2022-06-15", "-o", "x.pdf"], "goes with a redline"),
        (["zitadel", "--hours", "business", "-o", "x.ics"], "Did you mean business_hours?"),
        (["zitadel", "-o", "x.ics"], "--hours business_hours"),
        (["zitadel", "--hours", "business_hours", "-o", "x.pdf"], "go together"),
        (["zitadel", "2021-06-15", "-o", "x.docx"], "supersedes none"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_cannot_be_written_is_said(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    *asked, name = arguments
    assert run(["publish", *asked, str(tmp_path / name)]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("package", "arguments"),
    [
        ("typst", ["-o", "x.pdf"]),
        ("docx", ["2024-01-10", "-o", "x.docx"]),
        ("icalendar", ["--hours", "business_hours", "-o", "x.ics"]),
    ],
)
def test_a_missing_extra_is_named(
    package: str,
    arguments: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    *asked, name = arguments
    assert run(["publish", "zitadel", *asked, str(tmp_path / name)]) == 2
    said = capsys.readouterr().err
    assert f"`{package}`" in said
    assert 'pip install "slawyer[publish]"' in said


def test_a_policy_with_a_mistake_is_not_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme" / "policy.yaml").write_text("policy: acme\n", encoding="utf-8")
    assert run(["publish", "acme", "--policies", str(tmp_path), "-o", str(tmp_path / "x.pdf")]) == 1
    assert "acme/policy.yaml:1:1" in capsys.readouterr().err
    assert not (tmp_path / "x.pdf").exists()
