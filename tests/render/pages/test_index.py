"""The list of contracts."""

from __future__ import annotations

from pathlib import Path

from validator.render.pages import contracts_page
from validator.workspace.policies import load

ROOT = Path(__file__).parents[3]


def test_every_edition_is_linked() -> None:
    policies = load(ROOT / "policies").policies
    page = contracts_page(policies)
    links = [f'href="{policy.id}/{edition}.html"' for policy in policies for edition in policy.editions]
    assert links
    assert [link for link in links if link not in page] == []
