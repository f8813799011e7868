"""What the site has that is made, not written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """Where a page stands below the site's sources, its Markdown, and its names in the navigation, outermost first."""

    path: str
    content: str
    trail: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Download:
    """A file to keep: where it stands below the site's sources, and its bytes."""

    path: str
    content: bytes
