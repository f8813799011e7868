"""The site is built from the policies, strictly and without asking anyone."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from tests.hostile import hostile_project, small_project
from validator.workspace.recipes import names, recipe

ROOT = Path(__file__).parents[1]


class Reader(HTMLParser):
    """Reads what a page links to, which places it has, and what in it could run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.runs: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name in {"href", "src"}:
                self.links.append(value or "")
            elif name.startswith("on") or name == "style":
                self.runs.append(f"{tag} {name}")
        given = dict(attrs)
        if tag == "style" or (
            tag == "script" and "src" not in given and given.get("type") != "application/json"
        ):
            self.runs.append(tag)


def built(project: Path, folder: Path) -> dict[str, Reader]:
    build(load_config(str(project / "mkdocs.yml"), site_dir=str(folder), strict=True))
    return {
        page.relative_to(folder).as_posix(): Reader(page.read_text("utf-8"))
        for page in folder.rglob("*.html")
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="module")
def site(folder: Path) -> dict[str, Reader]:
    return built(ROOT, folder)


def test_every_edition_has_a_page(site: dict[str, Reader], folder: Path) -> None:
    assert "48 business hours" in (folder / "contracts/zitadel/2024-01-10.html").read_text("utf-8")
    for edition in (ROOT / "policies").glob("*/editions/*"):
        assert f"contracts/{edition.parts[-3]}/{edition.name}.html" in site


def test_every_link_leads_somewhere(site: dict[str, Reader], folder: Path) -> None:
    broken = []
    followed = 0
    for name, page in site.items():
        for link in page.links if name != "404.html" else ():  # which is shown at any address
            if re.match(r"(?:https?|mailto|data):", link):
                continue
            followed += 1
            path, _, anchor = unquote(link).partition("#")
            target = ((folder / name).parent / path).resolve() if path else (folder / name).resolve()
            found = target.relative_to(folder.resolve()).as_posix()
            if (
                target.is_dir()
                or not target.exists()
                or (anchor and found in site and anchor not in site[found].ids)
            ):
                broken.append((name, link))
    assert followed > 1000
    assert broken == []


def test_no_place_is_named_twice_on_a_page(site: dict[str, Reader]) -> None:
    twice = {name: len(page.ids) - len(set(page.ids)) for name, page in site.items()}
    assert {name: number for name, number in twice.items() if number} == {}


def test_no_page_asks_another_server_or_runs_what_it_carries(site: dict[str, Reader], folder: Path) -> None:
    assert len(site) > 60
    for name in site:
        text = (folder / name).read_text("utf-8")
        assert re.findall(r'<(?:script|img|link|iframe)[^>]+(?:src|href)="(?:https?:)?//', text) == []
    assert {name: page.runs for name, page in site.items() if page.runs} == {}


def test_the_search_index_knows_every_page(site: dict[str, Reader], folder: Path) -> None:
    script = (folder / "search" / "index.js").read_text("utf-8")
    entries = json.loads(script.removeprefix("window.slawyerIndex = ").removesuffix(";\n"))
    assert {each["location"].partition("#")[0] for each in entries} == set(site) - {"404.html"}
    assert any(each["title"] == "Extended support" and "Extended hours" in each["text"] for each in entries)


def test_the_same_files_make_the_same_site(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project")
    session = "# Start\n\n```session\n$ slawyer check\n$ slawyer diff main\n```\n"
    (project / "docs" / "index.md").write_text(session, encoding="utf-8")
    first, again = tmp_path / "first", tmp_path / "again"
    assert set(built(project, first)) == set(built(project, again))
    unlike = [
        file
        for file in sorted(first.rglob("*"))
        if file.is_file()
        and not file.name.startswith("sitemap")  # it carries the day of the build
        and file.read_bytes() != (again / file.relative_to(first)).read_bytes()
    ]
    assert unlike == []


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a small project with one policy."""
    return small_project(tmp_path / "project")


def test_a_policy_with_a_mistake_stops_the_build(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    (head,) = project.glob("policies/*/policy.yaml")
    head.write_text("policy: acme\n", encoding="utf-8")
    with pytest.raises(Abort):
        built(project, project / "site")
    assert f"{head.parent.name}/policy.yaml:1:1" in caplog.text
    assert not (project / "site" / "contracts").exists()


def test_what_policies_say_is_text_whatever_it_looks_like(tmp_path: Path) -> None:
    """Titles, sentences and contacts that are HTML, links, Markdown and templates appear as they were written."""
    project = hostile_project(tmp_path / "project")
    site = built(project, project / "site")
    assert {name: page.runs for name, page in site.items() if page.runs} == {}
    ours = {address for name in names() for address in recipe(name).head.sources.values()}
    assert {
        link for page in site.values() for link in page.links if ":" in link and not link.startswith("data:")
    } == ours
    (name,) = [name for name in site if re.fullmatch(r"contracts/[^/]+/\d{4}-\d\d-\d\d\.html", name)]
    text = (project / "site" / name).read_text("utf-8")
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 10
    assert "{{ 7*7 }}" in text
    assert "<strong>b</strong>" not in text
    assert "<script>alert" not in text
