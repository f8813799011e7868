"""The README shows what its first command really prints."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from validator.cli import run

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[1]
ELLIPSIS = "…"


def shown() -> list[str]:
    """Return the lines of the README's example output."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```text\n(.*?)^```$", readme, re.DOTALL | re.MULTILINE)
    return [line for line in block.splitlines() if line and line != ELLIPSIS]


def test_the_example_output_of_the_readme_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").split("\nexample:", 1)[1].splitlines()[1]
    arguments = recipe.split("slawyer", 1)[1].split()
    assert run(arguments) == 0
    printed = capsys.readouterr().out.splitlines()
    places = [printed.index(line) for line in shown()]
    assert places == sorted(places)
    assert len(places) > 15
