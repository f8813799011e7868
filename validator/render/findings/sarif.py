"""Findings as SARIF 2.1.0, which code scanning shows; https://docs.oasis-open.org/sarif/sarif/v2.1.0/."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from string import ascii_letters, digits
from typing import Any, Final

from validator.location import Place
from validator.render.findings.finding import Accepted, Finding, Report
from validator.render.findings.records import unseen
from validator.render.findings.rule_page import RulePage

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
IDENTITY: Final = "slawyer/v1"
"""Under this name GitHub keeps our fingerprint; it computes one of its own from the line, which moves."""

ROOT: Final = "%SRCROOT%"
"""What files are named from: the top of the repository, wherever that lies."""

UNRESERVED: Final = frozenset(ascii_letters + digits + "/-._~!$&'()*+,;=@")


def sarif(report: Report, pages: Mapping[str, RulePage], version: str) -> str:
    """Return a report as one run of this `version`; of `pages`, those of all rules, it carries what it uses."""
    every = [*report.findings, *(each.finding for each in report.accepted)]
    names = sorted({finding.rule for finding in every})
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(names, pages, version)},
                "originalUriBaseIds": {ROOT: {"description": {"text": "The top of the repository."}}},
                "columnKind": "unicodeCodePoints",
                "results": [
                    *(_result(finding, names) for finding in report.findings),
                    *(_accepted(each, names) for each in report.accepted),
                ],
            }
        ],
    }
    return unseen(json.dumps(log, indent=2, ensure_ascii=False)) + "\n"


def _driver(names: Iterable[str], pages: Mapping[str, RulePage], version: str) -> dict[str, Any]:
    return {
        "name": "slawyer",
        "version": version,
        "fullName": "slawyer, support contracts as code",
        "rules": [_rule(name, pages.get(name)) for name in names],
    }


def _rule(name: str, page: RulePage | None) -> dict[str, Any]:
    summary = page.summary if page else name
    text = page.text if page else summary
    return {
        "id": name,
        "name": "".join(word.capitalize() for word in name.split("-")),
        "shortDescription": {"text": summary},
        "fullDescription": {"text": f"{summary} {page.why}".rstrip() if page else summary},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": page.level if page else "warning"},
    }


def _result(finding: Finding, names: list[str]) -> dict[str, Any]:
    result = {
        "ruleId": finding.rule,
        "ruleIndex": names.index(finding.rule),
        "level": finding.level.value,
        "message": {"text": _said(finding)},
        "locations": [{"physicalLocation": _physical(finding.place, finding.quoted), **_logical(finding)}],
        "partialFingerprints": {IDENTITY: finding.fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _physical(noted.place, noted.quoted),
                "message": {"text": _plain(noted.message)},
            }
            for number, noted in enumerate(finding.related, start=1)
        ]
    return result


def _accepted(each: Accepted, names: list[str]) -> dict[str, Any]:
    suppression = {"kind": "external", "status": "accepted", "justification": each.reason}
    return {**_result(each.finding, names), "suppressions": [suppression]}


def _said(finding: Finding) -> str:
    """Return everything a reader needs: code scanning shows the message alone."""
    meant = f"Did you mean `{finding.meant}`?" if finding.meant else ""
    clause = f"Clause: {finding.clause}." if finding.clause else ""
    lines = [finding.message, meant, clause, *finding.details, f"Next: {finding.next_step}"]
    return _plain("\n".join(line for line in lines if line))


def _plain(words: str) -> str:
    """Return words without links, which SARIF makes of `[text](address)` even in plain text: files may hold it."""
    return words.replace("](", "] (")


def _logical(finding: Finding) -> dict[str, Any]:
    if not finding.route:
        return {}
    return {"logicalLocations": [{"fullyQualifiedName": finding.route, "kind": "member"}]}


def _physical(place: Place, quoted: str) -> dict[str, Any]:
    """Return a stretch of a file; where it lies on one line, with its words, and with that line around them."""
    start, end = place.span.start, place.span.end
    last = max(end.column, start.column) if end.line == start.line else end.column
    region: dict[str, Any] = {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": last,
    }
    physical = {"artifactLocation": _artifact(place.file), "region": region}
    words = quoted[start.column - 1 : last - 1] if end.line == start.line else ""
    if words:
        region["snippet"] = {"text": words}
    if words and words != quoted:
        physical["contextRegion"] = {"startLine": start.line, "snippet": {"text": quoted}}
    return physical


def _artifact(file: str) -> dict[str, str]:
    """Return the address of a file: from the top of the repository, unless it is known to lie elsewhere."""
    if file.startswith("/"):
        return {"uri": f"file://{_uri(file)}"}
    return {"uri": _uri(file)} if ".." in file.split("/") else {"uri": _uri(file), "uriBaseId": ROOT}


def _uri(path: str) -> str:
    """Write a path as a relative reference, https://datatracker.ietf.org/doc/html/rfc3986#section-3.3."""
    whole = path.encode("utf-8", "surrogateescape")
    return "".join(chr(byte) if chr(byte) in UNRESERVED else f"%{byte:02X}" for byte in whole)
