"""The first line of a CSV file, where it says for certain how the engine has to read the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from validator.workspace.logs.content import BYTE_ORDER_MARK, GZIP, UTF_16, ZSTD
from validator.workspace.logs.delimited import SEPARATORS
from validator.workspace.logs.engine import literal
from validator.workspace.trouble import Trouble, because

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LONGEST: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Heading:
    """The separator of a file and the names of its columns."""

    separator: str
    names: Sequence[str]

    def relation(self, path: Path) -> str:
        """Return how the engine reads the file's rows, every value as text and the empty one as null."""
        columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in self.names)
        return (
            f"read_csv({literal(str(path))}, auto_detect = false, header = false, skip = 1, "
            f"delim = {literal(self.separator)}, quote = '', escape = '', strict_mode = true, "
            f"columns = {{{columns}}})"
        )


def certain_heading(path: Path) -> Heading | None:
    """Return a file's heading, None where only its reader can tell: quotes, empty lines, another kind of text."""
    try:
        with path.open("rb") as file:
            line = file.readline(LONGEST)
    except OSError as failure:
        raise Trouble(f"{path} cannot be read: {because(failure)}") from failure
    special = (*UTF_16, GZIP, ZSTD, BYTE_ORDER_MARK)
    text = line.removesuffix(b"\n").removesuffix(b"\r")
    if not line.endswith(b"\n") or text.startswith(special) or b'"' in text or b"\r" in text or not text:
        return None
    try:
        words = text.decode()
    except UnicodeDecodeError:
        return None
    separator = max(SEPARATORS, key=words.count)
    names = words.split(separator)
    folded = {name.lower() for name in names}
    if len(folded) < len(names) or "" in folded:  # the engine tells no such columns apart
        return None
    return Heading(separator, names)
