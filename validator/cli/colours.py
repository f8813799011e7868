"""Whether to colour what is shown."""

from __future__ import annotations

import os
import sys


def wanted() -> bool:
    """Colours are for terminals only, and for nobody who sets NO_COLOR (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
