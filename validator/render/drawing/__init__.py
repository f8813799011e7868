"""The clock of a ticket drawn over support hours: a lane for each date, as terminal picture and as SVG."""

from validator.render.drawing.lanes import picture
from validator.render.drawing.svg import svg
from validator.render.drawing.terminal import terminal

__all__ = ["picture", "svg", "terminal"]
