"""Coverage for people: which clause no worked example exercises, as a table and on the policy's own text."""

from validator.render.coverage.text import text

__all__ = ["text"]
