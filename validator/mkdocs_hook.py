"""The site build's way in: what `validator.site` makes becomes pages of the site.

mkdocs calls these functions by name; https://www.mkdocs.org/user-guide/configuration/#hooks
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from validator.site import sessions
from validator.site.contracts import contract_pages
from validator.site.decisions import decisions
from validator.site.navigation import navigation
from validator.site.page import Page
from validator.site.reference import reference_pages
from validator.site.search import index_script
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page as MkDocsPage


def on_startup(command: str, dirty: bool) -> None:  # noqa: ARG001, FBT001 -- mkdocs' signature
    """While pages are being written and served, a session is run once for each wording of its page."""
    sessions.keep = command == "serve"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made; what cannot be published stops the build with its reason."""
    try:
        policies = Path(config.config_file_path).parent / "policies"
        made = [*contract_pages(policies), *reference_pages(policies)]
    except Trouble as trouble:
        raise PluginError(trouble.message) from trouble
    written = {file.src_uri: file.content_string for file in files.documentation_pages()}
    for each in made:
        files.append(File.generated(config, each.path, content=each.content))
    pages = [each for each in made if isinstance(each, Page)]
    config.nav = navigation(config.nav or [], [*pages, *decisions(written)])
    return files


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001 -- mkdocs' signature
    """Run the sessions of a written page; one that cannot be run as written stops the build."""
    try:
        return sessions.executed(markdown, Path(config.config_file_path).parent, page.file.src_uri)
    except Trouble as trouble:
        raise PluginError(trouble.message) from trouble


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001 -- mkdocs' signature
    """Let blocks of code be reached by keyboard: those that are too wide are scrolled."""
    return html.replace("<pre><code", '<pre tabindex="0"><code')


def on_post_build(config: MkDocsConfig) -> None:
    """Write the search index in the form that the theme reads, in place of the plugin's own."""
    written = Path(config.site_dir) / "search" / "search_index.json"
    if written.exists():
        script = index_script(written.read_text(encoding="utf-8"))
        written.with_name("index.js").write_text(script, encoding="utf-8")
        written.unlink()
