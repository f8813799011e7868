"""The columnar evaluator: the same answers as the reference, for millions of tickets at once.

`EventTable` holds a log as arrays; `decide` decides all of it: whole tickets first, each on its own, then the ledger
over all of them. Where a log comes in batches of whole tickets, `decide_batch` decides each, and `settle` all of them;
or, without keeping them, a `Settlement` says which tickets lie outside their terms, `finish` refuses these batch by
batch, and `Totals` add up the ledger.
"""

from validator.evaluate.columns.batch import Batch, decide_batch
from validator.evaluate.columns.decide import Counts, Result, decide, finish, settle
from validator.evaluate.columns.events import EventTable
from validator.evaluate.columns.ledger import Totals
from validator.evaluate.columns.settlement import Settlement
from validator.evaluate.columns.table import DecisionTable

__all__ = [
    "Batch",
    "Counts",
    "DecisionTable",
    "EventTable",
    "Result",
    "Settlement",
    "Totals",
    "decide",
    "decide_batch",
    "finish",
    "settle",
]
