"""The exports of help desks on which recipes are tried, for pages to show."""

from __future__ import annotations

from pathlib import Path
from typing import Final

EXPORTS: Final = Path("tests/workspace/recipes")
"""Where they lie in the project: a folder for each recipe, with the files of its export and the log made of them."""
