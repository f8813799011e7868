"""The numbers that the site shows: sections that were measured at different times stand in one file."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

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
