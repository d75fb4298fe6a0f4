"""What the tools of procedures' pages say in each language, as a script that is loaded with the first tool that is opened."""
from __future__ import annotations

from motcua import json_text, urls
from motcua.interface import Words
from motcua.outputs.artifact import Artifact

PREFIX = "tool_"


def artifact(words: Words) -> Artifact:
    """The script of one language."""
    return Artifact(urls.tool_words(words.language), make, words)


def make(words: Words) -> bytes:
    """`motcua.toolWords`: the words of each tool under its key, and those of the clock and the week under `hours`, with `{n}` to fill, one and many parted by `|`."""
    said = {block.removeprefix(PREFIX): dict(words[block]) for block in words.blocks() if block.startswith(PREFIX)}
    said["hours"] = dict(words["hours"])
    return f"(globalThis.motcua=globalThis.motcua||{{}}).toolWords={json_text.inline(said)};\n".encode()
