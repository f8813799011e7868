"""Projects to build a site of: a small one, and one whose texts are made to do harm."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(2)> [x](javascript:alert(3)) **b** {{ 7*7 }} {% x %}"
)
PROSE = (
    r"\b(title|provider|contact|definition|means|says|because|question|document|revision|term): [^{}\[\],\n]+"
)


def small_project(folder: Path) -> Path:
    """Make a project with one policy and the site's own theme; return its folder."""
    shutil.copytree(ROOT / "tests" / "checks" / "minimal", folder / "policies" / "minimal")
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Start\n", encoding="utf-8")
    config = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:")[0]
    config = re.sub(r"^watch: .*\n", "", config, flags=re.MULTILINE)
    config = config.replace("docs/theme", f"{ROOT.as_posix()}/docs/theme")
    config = config.replace("[validator/mkdocs_hook.py]", f"['{ROOT.as_posix()}/validator/mkdocs_hook.py']")
    (folder / "mkdocs.yml").write_text(f"{config}\nnav:\n  - Start: index.md\n", encoding="utf-8")
    return folder


def hostile_project(folder: Path) -> Path:
    """Make the same with titles, sentences and contacts that are HTML, links, Markdown and templates."""
    changed = 0
    for file in small_project(folder).glob("policies/**/*.yaml"):
        before = file.read_text(encoding="utf-8")
        after = re.sub(PROSE, lambda match: f"{match[1]}: {json.dumps(HOSTILE)}", before)
        changed += before != after
        file.write_text(after, encoding="utf-8")
    assert changed > 4
    return folder
