"""The numbers that the site shows: sections that were measured at different times stand in one file."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tests.bench.ratios import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.bench.ratios import Section

ORDER: Final = ("evaluate", "kernel", "peers", "startup", "spark")


def put(file: Path, sections: Sequence[Section], **beside: Any) -> None:  # noqa: ANN401 -- JSON
    """Put sections, and what is said beside them, in place of those of the same name; leave the others."""
    published = json.loads(file.read_text("utf-8")) if file.is_file() else {"sections": []}
    by_id = {each["id"]: each for each in published["sections"]} | {
        each.id: asdict(each) for each in sections
    }
    published |= beside
    published["sections"] = [by_id[name] for name in ORDER if name in by_id]
    file.write_text(json.dumps(published, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def options(explained: str | None, **amounts: int) -> argparse.Namespace:
    """Read the options that every benchmark has, and how much of each amount is measured."""
    parser = argparse.ArgumentParser(description=explained)
    for name, usual in {**amounts, "rounds": 5}.items():
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "benchmark.json")
    return parser.parse_args()
