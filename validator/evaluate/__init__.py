"""Decisions on tickets: what was promised, what was counted, what is owed.

`terms` resolves an agreement once; `reference` decides one ticket and reads like the contract; `columns` decides
millions. A property test holds the two equal.
"""
