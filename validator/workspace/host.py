"""Where CI runs: what the host says of the change it checks, and where it shows results."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

NOBODY: Final = "0" * 40
"""What hosts call the commit before the first one of a branch."""


@dataclass(frozen=True, slots=True)
class Host:
    """A CI service. `base` is what the change is compared with, None where the host does not say.

    `format` is how findings are best written to its log, `summary` a file to which it wants Markdown appended.
    """

    name: str
    base: str | None
    format: str
    summary: Path | None


def host_of(environment: Mapping[str, str]) -> Host:
    """Recognise the host by the variables that it sets.

    https://docs.github.com/actions/reference/workflows-and-actions/variables
    https://docs.gitlab.com/ci/variables/predefined_variables/
    """
    if environment.get("GITHUB_ACTIONS") == "true":
        summary = environment.get("GITHUB_STEP_SUMMARY")
        return Host("GitHub Actions", _github_base(environment), "github", Path(summary) if summary else None)
    if environment.get("GITLAB_CI") == "true":
        return Host("GitLab CI", _gitlab_base(environment), "text", None)
    return Host("this machine", None, "text", None)


def _github_base(environment: Mapping[str, str]) -> str | None:
    """Return the branch that a pull request goes into, or the commit before a push."""
    branch = environment.get("GITHUB_BASE_REF")
    if branch:
        return f"origin/{branch}"
    try:
        event = json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_text("utf-8"))
    except (KeyError, OSError, ValueError):
        return None
    return _commit(event.get("before")) if isinstance(event, dict) else None


def _gitlab_base(environment: Mapping[str, str]) -> str | None:
    """Return the commit that a merge request was taken from, or the one before a push."""
    return _commit(environment.get("CI_MERGE_REQUEST_DIFF_BASE_SHA")) or _commit(
        environment.get("CI_COMMIT_BEFORE_SHA")
    )


def _commit(name: object) -> str | None:
    return name if isinstance(name, str) and name and name != NOBODY else None
