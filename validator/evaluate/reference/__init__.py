"""The reference evaluator: one ticket at a time, written to be read beside the contract. It is never optimised."""

from validator.evaluate.reference.account import Account
from validator.evaluate.reference.decide import accounts, decide
from validator.evaluate.reference.ledger import decide_all

__all__ = ["Account", "accounts", "decide", "decide_all"]
