"""What a version of a form was replaced by, and when."""
from __future__ import annotations

from datetime import date

from motcua.interface import Words
from motcua.say.phrase import NOTHING, Said, fill
from motcua.text import SOURCE_LANGUAGE, date_text


def replaced(name: str, since: date | None, words: Words) -> Said:
    """The sentence, as far as the follower's name, which is in Vietnamese alone, and its first day are known."""
    key = "replaced" + ("_by" if name else "") + ("_on" if since else "")
    if key == "replaced":
        return NOTHING
    own = "" if words.language == SOURCE_LANGUAGE else SOURCE_LANGUAGE
    return fill(words(f"form.{key}"), name=Said(((name, own),)), date=date_text(since, words.language) if since else "")
