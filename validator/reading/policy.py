"""A policy from all its documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.location import Address
from validator.model.policy import Policy
from validator.reading.agreement import read_agreement
from validator.reading.cursor import Cursor
from validator.reading.edition import REQUIRED, read_edition
from validator.reading.findings import Findings
from validator.reading.lock import read_lock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.diagnostics import Diagnostic
    from validator.document import Document
    from validator.model.edition import Edition


def read_policy(documents: Mapping[str, Document]) -> tuple[Policy | None, tuple[Diagnostic, ...]]:
    """Return the policy that the documents make up, with every mistake in them.

    `documents` maps paths below the policies folder (`zitadel/editions/2024-01-10/plans.yaml`) to documents that have
    passed their schema. There is no policy where there is any mistake.
    """
    findings = Findings()
    cursors = {path: Cursor(path, document.root) for path, document in documents.items()}
    head_path = next(path for path in cursors if path.endswith("/policy.yaml"))
    folder, head = head_path.removesuffix("policy.yaml"), cursors[head_path]
    name = folder.rstrip("/").rsplit("/", 1)[-1]
    if head["policy"].text != name:
        findings.error(
            "wrong-folder",
            head["policy"].at,
            f"the policy is called `{head['policy'].text}`, its folder `{name}`",
            "give the folder and the policy the same name",
        )
    editions = _editions(folder, head, cursors, findings)
    agreements = {}
    if not findings.all:  # an agreement's names can only be judged against editions that could be read
        for path, cursor in sorted(cursors.items()):
            if path.startswith(f"{folder}agreements/"):
                file = path.rsplit("/", 1)[-1].removesuffix(".yaml")
                agreement = read_agreement(file, cursor, head["policy"].text, editions, findings)
                agreements[agreement.id] = agreement
    lock_path = f"{folder}holidays.lock.yaml"
    policy = Policy(
        id=head["policy"].text,
        title=head["title"].text,
        provider=head["provider"].text,
        zone=head["time_zone"].text,
        editions=editions,
        agreements=agreements,
        lock=read_lock(cursors[lock_path], findings) if lock_path in cursors else None,
        at=head.at,
    )
    return (None if findings.all else policy), tuple(findings.all)


def _editions(folder: str, head: Cursor, cursors: Mapping[str, Cursor], findings: Findings) -> dict[str, Edition]:
    listed = {item.text: item for item in head["editions"].items()}
    found: dict[str, dict[str, Cursor]] = {}
    for path, cursor in cursors.items():
        if path.startswith(f"{folder}editions/"):
            edition, file = path.removeprefix(f"{folder}editions/").split("/", 1)
            found.setdefault(edition, {})[file.removesuffix(".yaml")] = cursor
    for edition, item in listed.items():
        findings.name("folder editions/" + edition, edition, item.at, list(found))
    for edition in found.keys() - listed.keys():
        findings.error(
            "unknown-reference",
            head["editions"].at,
            f"the folder editions/{edition} is not listed under `editions`",
            f"add `{edition}` to the list, or remove the folder",
        )
    editions = {}
    for edition in sorted(found.keys() & listed.keys()):
        files = found[edition]
        missing = [kind for kind in REQUIRED if kind not in files]
        for kind in missing:
            findings.error(
                "missing-file",
                Address(head.file, listed[edition].route),
                f"editions/{edition}/{kind}.yaml is missing",
                f"add the file; `slawyer schema {kind}` says what belongs into it",
            )
        if not missing:
            editions[edition] = read_edition(edition, files, findings)
    return dict(sorted(editions.items(), key=lambda item: (item[1].effective_from, item[0])))
