"""The report of a run: one page for management that needs nothing beside itself."""

from validator.render.report.figures import CLASSES, Credit, Figures, Share, Worst
from validator.render.report.page import page

__all__ = ["CLASSES", "Credit", "Figures", "Share", "Worst", "page"]
