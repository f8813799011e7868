"""Options that several commands share, and what they stand for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from validator.workspace.policies import Policies

policies_option = click.option(
    "--policies",
    "policies_folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder of policies; by default `policies` here or in a folder above.",
)


def policies_folder_of(given: Path | None) -> Path:
    """Return the folder of policies that was given or is found from here upward."""
    from validator.workspace.policies import find_policies  # noqa: PLC0415 -- after --help

    if given is not None:
        if not given.is_dir():
            raise Trouble(f"there is no folder {given}", "Name the folder of policies with --policies.")
        return given
    found = find_policies(Path())
    if found is None:
        raise Trouble(
            "there is no folder `policies` here or in any folder above",
            "Go to the project, or name the folder with --policies.",
        )
    return found


def loaded(given: Path | None) -> Policies:
    """Return the policies of a folder, which holds at least one file of them."""
    from validator.workspace.policies import load  # noqa: PLC0415 -- after --help

    folder = policies_folder_of(given)
    policies = load(folder)
    if not policies.documents and not policies.diagnostics:
        raise Trouble(f"there are no policies in {folder}", "A policy is a folder with a file policy.yaml.")
    return policies
