"""Differences between contracts, for people and programs."""

from validator.render.changes.changelog import changelog
from validator.render.changes.findings import RULES, diagnostics
from validator.render.changes.record import as_json
from validator.render.changes.text import text

__all__ = ["RULES", "as_json", "changelog", "diagnostics", "text"]
