"""The site build's way in: every policy of the workspace, and every reference, becomes pages of the site.

mkdocs calls these functions by name; https://www.mkdocs.org/user-guide/configuration/#hooks
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from validator.site.contracts import contract_pages
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages; what cannot be published stops the build with its reason."""
    try:
        for path, text in contract_pages(Path(config.config_file_path).parent / "policies"):
            files.append(File.generated(config, path, content=text))
    except Trouble as trouble:
        raise PluginError(trouble.message) from trouble
    return files
