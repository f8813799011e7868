"""Support hours and closed days as calendars that people subscribe to (RFC 5545), one for each schedule."""

from validator.render.calendar.ics import ics, schedules_of

__all__ = ["ics", "schedules_of"]
