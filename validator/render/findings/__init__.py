"""Findings as people and programs read them: text, one line each, JSON, annotations of a code host."""

from validator.render.findings.annotations import github
from validator.render.findings.finding import Accepted, Finding, Noted, Report, together
from validator.render.findings.lines import concise
from validator.render.findings.records import as_json
from validator.render.findings.resolve import resolve
from validator.render.findings.suppressing import RULES
from validator.render.findings.text import text

FORMATS = {"text": text, "concise": concise, "json": as_json, "github": github}

__all__ = [
    "FORMATS",
    "RULES",
    "Accepted",
    "Finding",
    "Noted",
    "Report",
    "as_json",
    "concise",
    "github",
    "resolve",
    "text",
    "together",
]
