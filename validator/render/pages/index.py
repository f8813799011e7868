"""The list of all contracts and their editions."""

from __future__ import annotations

from collections.abc import Sequence

from validator.model.policy import Policy
from validator.render.pages.escaping import environment


def contracts_page(policies: Sequence[Policy]) -> str:
    """Return the Markdown of the page that lists every policy with its editions, newest first."""
    return environment().get_template("index.md.jinja").render(policies=policies)
