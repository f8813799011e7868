"""The blocks of a page, run one after the other and replaced by what was seen."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Final

from markupsafe import Markup

from validator.site.sessions.desk import Desk
from validator.site.sessions.screen import coloured
from validator.workspace.trouble import Trouble

BLOCK: Final = re.compile(r"^```session\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def run(markdown: str, root: Path, page: str) -> str:
    """Return a page with its sessions run; `root` is the project, `page` names the page in messages."""
    if not BLOCK.search(markdown):
        return markdown
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder).resolve(), root)
        return BLOCK.sub(lambda found: _block(found[1], desk, page), markdown)


def _block(text: str, desk: Desk, page: str) -> str:
    shown: list[Markup] = []
    screen: list[Markup] = []
    lines = text.splitlines()
    while lines:
        line = lines.pop(0)
        word, _, rest = line.partition(" ")
        if word == "$":
            expected = int(lines.pop(0).split()[1]) if lines and lines[0].startswith("exit ") else 0
            output, code = desk.run(rest)
            if code != expected:
                raise Trouble(f"{page}: `{rest}` ends with {code} instead of {expected}:\n{output}")
            screen.append(_command(rest, output, code))
        elif word == "edit":
            if screen:
                shown.append(_terminal(screen))
                screen = []
            changes = [lines.pop(0) for _ in range(len(lines)) if lines[0].startswith(("-", "+"))]
            desk.edit(rest, changes, page)
            shown.append(_edit(rest, changes))
        elif line:
            raise Trouble(f"{page}: a session has no line `{line}`")
    if screen:
        shown.append(_terminal(screen))
    return Markup("\n").join(shown)


def _command(command: str, output: str, code: int) -> Markup:
    ended = Markup('\n<span class="exit">exit code {}</span>').format(code) if code else Markup("")
    prompt = Markup('<span class="prompt">$ {}</span>').format(command)
    return prompt + (Markup("\n") + coloured(output.rstrip("\n")) if output.strip() else "") + ended


def _terminal(screen: list[Markup]) -> Markup:
    return _figure("terminal", "Terminal", Markup("\n").join(screen))


def _edit(file: str, changes: list[str]) -> Markup:
    marks = {"-": Markup("<del>{}</del>"), "+": Markup("<ins>{}</ins>")}
    return _figure("edit", file, Markup("\n").join(marks[line[0]].format(line) for line in changes))


def _figure(kind: str, caption: str, content: Markup) -> Markup:
    """Return a figure in one line of source: Markdown would read on at a blank line."""
    made = Markup(
        '<figure class="{0}"><figcaption>{1}</figcaption><pre tabindex="0"><code>{2}</code></pre></figure>'
    )
    return Markup(str(made.format(kind, caption, content)).replace("\n", "&#10;"))  # noqa: S704 -- escaped above
