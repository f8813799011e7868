"""Pages of the published contract, rendered from the model: no number on them is typed twice."""

from validator.render.pages.beside import Margin
from validator.render.pages.edition import Around, edition_page
from validator.render.pages.examples import beside, examples_index, examples_page, topic_title, topics
from validator.render.pages.index import contracts_page

__all__ = [
    "Around",
    "Margin",
    "beside",
    "contracts_page",
    "edition_page",
    "examples_index",
    "examples_page",
    "topic_title",
    "topics",
]
