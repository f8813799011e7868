"""The site build's way in: every policy of the workspace becomes pages of the site.

mkdocs calls these functions by name; https://www.mkdocs.org/user-guide/configuration/#hooks
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from validator.render.findings import concise_report
from validator.render.pages import contracts_page, edition_page
from validator.workspace.policies import load

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages; a policy that does not load stops the build with its findings."""
    policies = load(Path(config.config_file_path).parent / "policies")
    if policies.diagnostics or not policies.policies:
        raise PluginError(concise_report(policies.diagnostics, policies.documents) or "no policies found")
    _add(files, config, "contracts/index.md", contracts_page(policies.policies))
    for policy in policies.policies:
        for edition in policy.editions.values():
            _add(files, config, f"contracts/{policy.id}/{edition.id}.md", edition_page(policy, edition))
    return files


def _add(files: Files, config: MkDocsConfig, path: str, text: str) -> None:
    files.append(File.generated(config, path, content=text))
