"""YAML text with a place for every value; the only package that knows YAML."""

from validator.document.changing import with_value
from validator.document.decoding import SIZE_LIMIT, too_large
from validator.document.document import Document
from validator.document.nodes import Entry, Mapping, Node, Plain, Scalar, Sequence, plain
from validator.document.parsing import parse, source_of
from validator.document.rules import RULES
from validator.document.source import Source
from validator.document.suppressions import Suppression

__all__ = [
    "RULES",
    "SIZE_LIMIT",
    "Document",
    "Entry",
    "Mapping",
    "Node",
    "Plain",
    "Scalar",
    "Sequence",
    "Source",
    "Suppression",
    "parse",
    "plain",
    "source_of",
    "too_large",
    "with_value",
]
