"""The search index as a script."""

from __future__ import annotations

import json

from validator.site.search import index_script


def test_every_entry_names_its_page() -> None:
    docs = [
        {"location": "index.html", "title": "Start", "text": "A\n  b"},
        {"location": "index.html#one", "title": "One", "text": "</script>"},
    ]
    script = index_script(json.dumps({"docs": docs}))
    assert script.startswith("window.slawyerIndex = [")
    assert json.loads(script.removeprefix("window.slawyerIndex = ").removesuffix(";\n")) == [
        {"page": "Start", "title": "", "text": "A b", "location": "index.html"},
        {"page": "Start", "title": "One", "text": "</script>", "location": "index.html#one"},
    ]


def test_the_data_of_the_calculator_is_not_searched() -> None:
    docs = [
        {"location": "e.html", "title": "Edition", "text": ""},
        {"location": "e.html#calculator", "title": "When is an answer due?", "text": '{"lengths":[9,15]}'},
    ]
    script = index_script(json.dumps({"docs": docs}))
    assert "When is an answer due?" in script
    assert "lengths" not in script
