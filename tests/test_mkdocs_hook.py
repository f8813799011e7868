"""The site is built from the policies, strictly and without asking anyone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder), strict=True))
    return folder


def test_every_edition_has_a_page(site: Path) -> None:
    assert "48 business hours" in (site / "contracts/zitadel/2024-01-10/index.html").read_text("utf-8")
    assert (site / "contracts/it-incidents/2016-01-01/index.html").is_file()


def test_no_page_asks_another_server_for_anything(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 5
    for page in pages:
        text = page.read_text("utf-8")
        assert re.findall(r'(?:src|href)="(?:https?:)?//[^"]*\.(?:js|css|woff2?|png|svg)', text) == []
        assert "<script" not in text


def test_a_policy_with_a_mistake_stops_the_build(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Start\n")
    (tmp_path / "policies" / "acme").mkdir(parents=True)
    (tmp_path / "policies" / "acme" / "policy.yaml").write_text("policy: acme\n")
    hook = (ROOT / "validator" / "mkdocs_hook.py").as_posix()
    (tmp_path / "mkdocs.yml").write_text(f"site_name: x\nhooks: ['{hook}']\nplugins: []\n")
    with pytest.raises(Abort):
        build(load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site")))
    assert "acme/policy.yaml:1:1" in caplog.text
    assert not (tmp_path / "site" / "contracts").exists()
