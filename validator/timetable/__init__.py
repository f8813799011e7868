"""Schedules compiled to windows of instants, and the arithmetic of support time on them.

All instants are microseconds since the epoch, UTC. `Timetable` answers one question at a time; `columns.Columns`
answers the same questions on arrays. Importing this package does not import NumPy.
"""

from validator.timetable.build import FIRST_YEAR, LAST_YEAR, always, build
from validator.timetable.timetable import BeyondHorizon, Timetable

__all__ = ["FIRST_YEAR", "LAST_YEAR", "BeyondHorizon", "Timetable", "always", "build"]
