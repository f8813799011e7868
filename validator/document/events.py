"""The one door to PyYAML: its events, and what its scanner sees on the way and would not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from yaml.error import MarkedYAMLError
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner
from yaml.tokens import AliasToken, AnchorToken, DirectiveToken, TagToken

from validator.document.seen import Seen, offsets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml.events import Event
    from yaml.tokens import Token

_LINE_ENDS: Final = "\0\r\n"


class Events(Reader, Scanner, Parser):
    """PyYAML's pure-Python parser; it is a state machine, so that no nesting exhausts the stack."""

    def __init__(self, text: str) -> None:
        """Start at the beginning of a text."""
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        self.seen = Seen()

    def __iter__(self) -> Iterator[Event]:
        """Yield the events; raise `MarkedYAMLError` where the text is no YAML."""
        while True:
            try:
                event: Event | None = self.peek_event()  # type: ignore[no-untyped-call]
            except (ValueError, OverflowError) as error:  # PyYAML converts escapes and versions unchecked
                mark = self.get_mark()
                raise MarkedYAMLError(problem="number out of range", problem_mark=mark) from error
            if event is None:
                return
            self.get_event()  # type: ignore[no-untyped-call]
            yield event

    def scan_to_next_token(self) -> None:
        """Skip spaces, line breaks and comments; remember the comments."""
        while True:
            while self.peek() == " ":
                self.forward()
            if self.peek() == "#":
                self._scan_comment()
            if not self.scan_line_break():  # type: ignore[no-untyped-call]
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def scan_block_scalar_ignored_line(self, start_mark: Any) -> None:  # noqa: ANN401 - PyYAML's mark is untyped
        """Skip the rest of a `|` or `>` line, which may hold a comment."""
        while self.peek() == " ":
            self.forward()
        if self.peek() == "#":
            self._scan_comment()
        super().scan_block_scalar_ignored_line(start_mark)

    def scan_anchor(self, TokenClass: Any) -> Any:  # noqa: ANN401, N803 - PyYAML's signature
        """Scan `&name` or `*name`."""
        token: Token = super().scan_anchor(TokenClass)  # type: ignore[no-untyped-call]
        if isinstance(token, AnchorToken):
            self.seen.anchors.append(offsets(token))
        elif isinstance(token, AliasToken):
            self.seen.aliases.append(offsets(token))
        return token

    def scan_tag(self) -> TagToken:
        """Scan `!name`."""
        token: TagToken = super().scan_tag()
        self.seen.tags.append(offsets(token))
        return token

    def scan_directive(self) -> DirectiveToken:
        """Scan `%NAME …`."""
        token: DirectiveToken = super().scan_directive()
        self.seen.directives.append(offsets(token))
        return token

    def _scan_comment(self) -> None:
        start = self.index
        while self.peek() not in _LINE_ENDS:
            self.forward()
        self.seen.comments.append((start, self.index))
