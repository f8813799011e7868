"""The deadline calculator of a published contract: a form, and compiled support hours that a browser counts on."""

from validator.render.calculator.widget import calculator

__all__ = ["calculator"]
