"""A policy from all its documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.location import Address
from validator.model.policy import Policy
from validator.reading.agreement import read_agreement
from validator.reading.cursor import Cursor
from validator.reading.edition import OPTIONAL, REQUIRED, read_edition
from validator.reading.findings import Findings
from validator.reading.lock import frozen_holidays

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from validator.diagnostics import Diagnostic
    from validator.document import Document
    from validator.model.edition import Edition
    from validator.model.policy import Agreement

HEAD = "policy.yaml"
LOCK = "holidays.lock.yaml"


def read_policy(
    documents: Mapping[str, Document], broken: Collection[str] = ()
) -> tuple[Policy | None, tuple[Diagnostic, ...]]:
    """Return the policy that the documents of its folder make up, with every mistake in them.

    `documents` maps paths below the policies folder (`zitadel/editions/2024-01-10/plans.yaml`) to documents that have
    passed their schema; `broken` are the paths of those that have not. What depends on a broken file is left unread,
    everything else is judged. There is no policy where there is any mistake or any broken file.
    """
    findings = Findings()
    cursors = {path: Cursor(path, document.root) for path, document in documents.items()}
    head_path = next((path for path in cursors if _within(path) == HEAD), None)
    if head_path is None:
        return None, ()
    head = cursors[head_path]
    _named_as_folder(head, head_path, findings)
    files = {_within(path): cursor for path, cursor in cursors.items()}
    unread = {_within(path) for path in broken}
    notice = head.get("notice")
    editions = _editions(head, files, unread, findings)
    policy = Policy(
        id=head["policy"].text,
        title=head["title"].text,
        provider=head["provider"].text,
        zone=head["time_zone"].text,
        notice_days=int(notice.text.split(" ")[0]) if notice else None,
        editions=editions,
        agreements=_agreements(head, files, editions, findings),
        lock=frozen_holidays(files[LOCK], findings) if LOCK in files else None,
        at=head.at,
    )
    return (None if findings.all or broken else policy), tuple(findings.all)


def _within(path: str) -> str:
    """Return a path within the policy's own folder."""
    return path.partition("/")[2]


def _named_as_folder(head: Cursor, path: str, findings: Findings) -> None:
    folder = path.partition("/")[0]
    if head["policy"].text != folder:
        findings.error(
            "wrong-name",
            head["policy"].at,
            f"The policy is called `{head['policy'].text}`, its folder `{folder}`.",
            "Give the folder and the policy the same name.",
        )


def _agreements(
    head: Cursor, files: Mapping[str, Cursor], editions: Mapping[str, Edition], findings: Findings
) -> dict[str, Agreement]:
    listed = {item.text for item in head["editions"].items()}
    found = {}
    for path, cursor in sorted(files.items()):
        pinned = cursor["edition"].text if path.startswith("agreements/") else None
        if pinned is None or (pinned not in editions and not listed <= editions.keys()):
            continue  # an agreement's names can only be judged against editions that could be read
        name = path.removeprefix("agreements/").removesuffix(".yaml")
        agreement = read_agreement(name, cursor, head["policy"].text, editions, findings)
        found[agreement.id] = agreement
    return found


def _editions(
    head: Cursor, files: Mapping[str, Cursor], unread: Collection[str], findings: Findings
) -> dict[str, Edition]:
    listed = {item.text: item for item in head["editions"].items()}
    folders = _folders((*files, *unread))
    for edition, item in listed.items():
        findings.name("edition folder", edition, item.at, folders)
    for edition in sorted(folders.keys() - listed.keys()):
        findings.error(
            "not-listed",
            head["editions"].at,
            f"The folder editions/{edition} is not listed under `editions`.",
            f"Add `{edition}` to the list, or remove the folder.",
        )
    editions = {}
    for edition in sorted(folders.keys() & listed.keys()):
        prefix, present = f"editions/{edition}/", folders[edition]
        _complete(edition, present, Address(head.file, listed[edition].route), findings)
        kinds = [kind for kind in (*REQUIRED, *OPTIONAL) if f"{prefix}{kind}.yaml" in files]
        if set(REQUIRED) <= set(kinds) and not any(path.startswith(prefix) for path in unread):
            own = {kind: files[f"{prefix}{kind}.yaml"] for kind in kinds}
            editions[edition] = read_edition(edition, own, listed, findings)
    return dict(sorted(editions.items(), key=lambda item: (item[1].effective_from, item[0])))


def _folders(paths: Collection[str]) -> dict[str, set[str]]:
    """Return the names of the files in each edition's folder."""
    found: dict[str, set[str]] = {}
    for path in paths:
        if path.startswith("editions/") and path.count("/") > 1:
            edition, file = path.removeprefix("editions/").split("/", 1)
            found.setdefault(edition, set()).add(file)
    return found


def _complete(edition: str, present: Collection[str], at: Address, findings: Findings) -> None:
    for kind in REQUIRED:
        if f"{kind}.yaml" not in present:
            findings.error(
                "missing-file",
                at,
                f"The file editions/{edition}/{kind}.yaml is missing.",
                f"Add it; `slawyer schema {kind}` says what belongs into it.",
            )
