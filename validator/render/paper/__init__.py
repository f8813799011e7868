"""An edition on paper: a PDF with a table of contents, page numbers and tags, the same bytes every time."""

from validator.render.paper.pdf import pdf

__all__ = ["pdf"]
