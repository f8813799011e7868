"""Why a ticket was decided so: in sentences, step by step, as a counting table, and how to repeat it.

An `Explanation` is told in one language; `text`, `markdown`, `page` and `as_json` write it down. Everything in it is
computed from the accounts of the reference evaluator.
"""

from typing import Final

from validator.render.explanation.english import ENGLISH
from validator.render.explanation.explanation import Explanation, Part, explain
from validator.render.explanation.german import GERMAN
from validator.render.explanation.language import Language
from validator.render.explanation.proof import Proof

LANGUAGES: Final = {language.code: language for language in (ENGLISH, GERMAN)}

__all__ = ["LANGUAGES", "Explanation", "Language", "Part", "Proof", "explain"]
