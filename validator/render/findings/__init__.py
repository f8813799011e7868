"""Findings as people and programs read them: text, lines, JSON, SARIF, and what code hosts show."""

from validator.render.findings.annotations import github
from validator.render.findings.finding import Accepted, Finding, Noted, Report, together
from validator.render.findings.gitlab import gitlab
from validator.render.findings.junit import junit
from validator.render.findings.lines import concise
from validator.render.findings.markdown import markdown
from validator.render.findings.records import as_json
from validator.render.findings.resolve import resolve
from validator.render.findings.rule_page import RulePage
from validator.render.findings.sarif import sarif
from validator.render.findings.suppressing import RULES
from validator.render.findings.text import text

FORMATS = {
    "text": text,
    "concise": concise,
    "json": as_json,
    "github": github,
    "gitlab": gitlab,
    "junit": junit,
    "markdown": markdown,
}
"""What needs nothing but the report; `sarif` takes the pages of the rules as well."""

__all__ = [
    "FORMATS",
    "RULES",
    "Accepted",
    "Finding",
    "Noted",
    "Report",
    "RulePage",
    "as_json",
    "concise",
    "github",
    "resolve",
    "sarif",
    "text",
    "together",
]
