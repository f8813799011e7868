"""Exit codes, the same for every command and format."""

from __future__ import annotations

from typing import Final

CLEAN: Final = 0
FINDINGS: Final = 1
"""Something is wrong with what was looked at: findings, drift, rejected rows."""
TROUBLE: Final = 2
"""The command could not be carried out."""
NOTHING: Final = 3
"""There was nothing to look at: no files, no tickets."""
INTERRUPTED: Final = 130
