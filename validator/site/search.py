"""The search index as a script: a page that was opened from a file may load a script, but may not fetch."""

from __future__ import annotations

import json

CALCULATOR = "#calculator"
"""The section whose text is a form and its data, in which nobody means to search."""


def index_script(index: str) -> str:
    """Return the script that carries an index which mkdocs has written as JSON.

    Each entry names its page, its section (`title`, empty for the page itself), its text and where it is.
    """
    entries = json.loads(index)["docs"]
    titles = {entry["location"]: entry["title"] for entry in entries if "#" not in entry["location"]}
    found = [
        {
            "page": titles[entry["location"].partition("#")[0]],
            "title": entry["title"] if "#" in entry["location"] else "",
            "text": "" if entry["location"].endswith(CALCULATOR) else " ".join(entry["text"].split()),
            "location": entry["location"] or "index.html",
        }
        for entry in entries
    ]
    return f"window.slawyerIndex = {json.dumps(found, ensure_ascii=False, separators=(',', ':'))};\n"
