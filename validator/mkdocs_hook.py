"""The site build's way in: every policy of the workspace becomes pages of the site.

mkdocs calls these functions by name; https://www.mkdocs.org/user-guide/configuration/#hooks
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from validator.render.findings import concise, resolve
from validator.render.pages import contracts_page, edition_page
from validator.workspace.policies import Policies, load

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages; a policy that does not load stops the build with its findings."""
    policies = load(Path(config.config_file_path).parent / "policies")
    if policies.diagnostics or not policies.policies:
        raise PluginError(_findings(policies))
    _add(files, config, "contracts/index.md", contracts_page(policies.policies))
    for policy in policies.policies:
        for edition in policy.editions.values():
            _add(files, config, f"contracts/{policy.id}/{edition.id}.md", edition_page(policy, edition))
    return files


def _findings(policies: Policies) -> str:
    if not policies.diagnostics:
        return "no policies found"
    return concise(resolve(policies.diagnostics, policies.documents))


def _add(files: Files, config: MkDocsConfig, path: str, text: str) -> None:
    files.append(File.generated(config, path, content=text))
