"""Documents against their schemas: every deviation, told in the schema's own words."""

from validator.shape.validate import RULES, validate

__all__ = ["RULES", "validate"]
