"""Pages of the published contract, rendered from the model: no number on them is typed twice."""

from validator.render.pages.edition import edition_page
from validator.render.pages.examples import examples_index, examples_page, topics
from validator.render.pages.index import contracts_page

__all__ = ["contracts_page", "edition_page", "examples_index", "examples_page", "topics"]
