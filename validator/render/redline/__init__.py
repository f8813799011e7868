"""Two editions in one Word document: what goes is struck, what comes is underlined, as tracked changes."""

from validator.render.redline.docx import docx

__all__ = ["docx"]
