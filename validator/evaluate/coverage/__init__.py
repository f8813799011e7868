"""Coverage: which promises, conditions and outcomes of an edition no worked example exercises.

Everything that can decide a ticket is an item with a side: a target is met and missed, a condition lets a ticket in and
keeps one out, a credit rule gives nothing and gives something. A side that no ticket can reach is no item.
"""

from validator.evaluate.coverage.covered import Coverage, coverage
from validator.evaluate.coverage.item import Item

__all__ = ["Coverage", "Item", "coverage"]
