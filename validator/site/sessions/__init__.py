"""Sessions at a terminal: written as commands and edits in the guides, run when the site is built.

A block of Markdown with the language `session` holds lines of these forms:

    $ slawyer check              a command: slawyer, cat, cp -r or mkdir; `| head -8` keeps the first lines
    exit 1                       the exit code that the command before must have; 0 need not be said
    edit FILE                    a change of a file, by the lines that follow:
    - old text                   words that stand in it once
    + new text                   what replaces them

All blocks of a page share a copy of the project's policies under git, whose branch `main` is as they ship. What cannot
be run as written stops the build.
"""

from functools import lru_cache
from pathlib import Path

from validator.site.sessions.blocks import run

keep = False
"""Whether what a page's sessions showed is kept as long as the page itself stays: for previews only."""

_kept = lru_cache(maxsize=256)(run)


def executed(markdown: str, root: Path, page: str) -> str:
    """Return a page with its sessions run; `root` is the project, `page` names the page in messages."""
    return (_kept if keep else run)(markdown, root, page)


__all__ = ["executed", "keep"]
