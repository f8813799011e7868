"""The contract as typed, frozen values: no YAML, no files, every promise with the address it stands at.

Addresses (`at`) take no part in equality, so two editions that say the same are equal.
"""
