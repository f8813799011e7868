"""The impact of a change on real tickets: for a terminal, a pull request, a browser, a program."""

from validator.render.impact.markdown import markdown
from validator.render.impact.page import page
from validator.render.impact.record import as_json
from validator.render.impact.text import text

__all__ = ["as_json", "markdown", "page", "text"]
