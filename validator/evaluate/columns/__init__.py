"""The columnar evaluator: the same answers as the reference, for millions of tickets at once.

`EventTable` holds a log as arrays; `decide` decides all of it: whole tickets first, each on its own, then the ledger
over all of them.
"""

from validator.evaluate.columns.decide import Counts, Result, decide
from validator.evaluate.columns.events import EventTable
from validator.evaluate.columns.table import DecisionTable

__all__ = ["Counts", "DecisionTable", "EventTable", "Result", "decide"]
