"""The columnar evaluator: the same answers as the reference, for millions of tickets at once.

`EventTable` holds a log as arrays; `decide` decides all of it: whole tickets first, each on its own, then the ledger
over all of them. Where a log comes in batches of whole tickets, `decide_batch` decides each and `settle` all of them.
"""

from validator.evaluate.columns.batch import Batch, decide_batch
from validator.evaluate.columns.decide import Counts, Result, decide, settle
from validator.evaluate.columns.events import EventTable
from validator.evaluate.columns.table import DecisionTable

__all__ = ["Batch", "Counts", "DecisionTable", "EventTable", "Result", "decide", "decide_batch", "settle"]
