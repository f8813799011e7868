"""Which policies people mean when they name folders and files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from validator.reading import agreed_twice
from validator.workspace.policies import Policies, load
from validator.workspace.trouble import Trouble, because

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def selected(paths: Iterable[Path]) -> tuple[Policies, ...]:
    """Load what paths mean: a folder of policies, the folder above it, or (from anywhere within) one policy.

    A file stands for its whole policy, since a change in one file can break another. There is one result for each
    folder of policies; raises `Trouble` for a path that is not there or cannot be read.
    """
    found: dict[Path, list[Policies]] = {}
    for path in paths:
        policies = load(_readable(path))
        found.setdefault(policies.root.resolve(), []).append(policies)
    return tuple(_together(parts) for parts in found.values())


def _readable(path: Path) -> Path:
    """Return a path that can be read; of a project's folder, its `policies`."""
    try:
        if not path.exists():
            raise Trouble(f"there is no file or folder {path}", "Check how it is written.")
        if path.is_dir():
            names = {entry.name for entry in os.scandir(path)}
            return path / "policies" if "policies" in names and "policy.yaml" not in names else path
        with path.open("rb"):
            return path
    except OSError as failure:
        raise Trouble(
            f"{path} cannot be read: {because(failure)}", "Name a folder or file that can."
        ) from failure


def _together(parts: Sequence[Policies]) -> Policies:
    """Return several policies of the same folder as one result, each of them once."""
    if len(parts) == 1:
        return parts[0]
    policies = {policy.id: policy for part in parts for policy in part.policies}
    diagnostics = dict.fromkeys(each for part in parts for each in part.diagnostics)
    return Policies(
        root=parts[0].root,
        policies=tuple(policies[name] for name in sorted(policies)),
        documents={file: document for part in parts for file, document in part.documents.items()},
        diagnostics=(
            *diagnostics,
            *(each for each in agreed_twice(policies.values()) if each not in diagnostics),
        ),
        digests={name: digest for part in parts for name, digest in part.digests.items()},
        shown=parts[0].shown,
    )
