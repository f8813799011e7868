"""Why a ticket was decided so: in sentences, step by step, as a counting table, and how to repeat it.

An `Explanation` is told in one language; the modules `text`, `markdown`, `page` and `record` write it down. Everything
in it is computed from the accounts of the reference evaluator.
"""

from validator.render.explanation.explanation import Explanation, Part, answers, explain
from validator.render.explanation.proof import Proof

__all__ = ["Explanation", "Part", "Proof", "answers", "explain"]
