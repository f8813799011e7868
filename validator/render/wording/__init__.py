"""How decisions are put into words: one place for every sentence, in English and in German."""

from typing import Final

from validator.render.wording.english import ENGLISH
from validator.render.wording.german import GERMAN
from validator.render.wording.language import Language
from validator.render.wording.telling import Telling

LANGUAGES: Final = {language.code: language for language in (ENGLISH, GERMAN)}

__all__ = ["LANGUAGES", "Language", "Telling"]
