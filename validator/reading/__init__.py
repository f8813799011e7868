"""Documents to the model: every name is looked up, every amount is measured, all mistakes are told at once.

Documents must have passed `validator.shape`; what the schemas guarantee is taken for granted here.
"""

from validator.reading.across import agreed_twice
from validator.reading.edition import OPTIONAL, REQUIRED
from validator.reading.examples import read_examples
from validator.reading.findings import RULES
from validator.reading.lock import read_lock
from validator.reading.policy import read_policy

__all__ = ["OPTIONAL", "REQUIRED", "RULES", "agreed_twice", "read_examples", "read_lock", "read_policy"]
