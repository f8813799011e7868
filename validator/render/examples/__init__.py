"""What became of worked examples: findings, the answer that was really decided, and JUnit."""

from validator.render.examples.findings import RULES, diagnostics
from validator.render.examples.junit import junit
from validator.render.examples.text import closing, text

__all__ = ["RULES", "closing", "diagnostics", "junit", "text"]
