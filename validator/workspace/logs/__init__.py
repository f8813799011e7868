"""Ticket logs: files of several kinds to one table of text, and that to events; what cannot be read is kept."""

from validator.workspace.logs.parse import ParsedLog, instant_of, parse_log
from validator.workspace.logs.read import read_log
from validator.workspace.logs.rows import LogRows, Row
from validator.workspace.logs.stamps import StampReading

__all__ = ["LogRows", "ParsedLog", "Row", "StampReading", "instant_of", "parse_log", "read_log"]
