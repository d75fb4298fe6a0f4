"""The words of the sample and of the templates are our own: no run of twelve words of them stands in a record of ../shared."""
from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from support.sites import HERE, texts

from motcua import source

pytestmark = pytest.mark.bulk

RUN = 12
# What a law gives its name is a fact: official names of procedures, texts, results, papers that are documents, agencies.
FACTS = {
    "name", "title", "number", "url", "law", "decision", "publication_decisions", "legal_basis", "form_named", "forms_named", "original_name",
    "issuer", "issuing_agency", "spellings", "formerly", "online_url", "map_url", "sources", "changes",
    # What an everyday word of the lexicon leads to: part of an official name.
    "mean",
}

# A document's name and nothing else: no second clause, no remark.
DOCUMENT = re.compile(r"(?:Giấy|Đơn|Tờ khai|Sổ|Quyết định|Hợp đồng)(?: [^\W_]+){1,15}")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of twelve words."""
    found = words(text)
    return (tuple(found[start : start + RUN]) for start in range(len(found) - RUN + 1))


def own(values: object) -> Iterator[str]:
    """Every text of a record but those under the names of facts, and papers that are called by nothing but their official name."""
    if isinstance(values, dict):
        for name, each in values.items():
            if name not in FACTS and not (name == "paper" and any(map(DOCUMENT.fullmatch, texts(each)))):
                yield from own(each)
    elif isinstance(values, list):
        for each in values:
            yield from own(each)
    elif isinstance(values, str):
        yield values


def titled() -> Iterator[tuple[Path, str]]:
    """Every blank and every template with its official title; one that was replaced bears the title of its form."""
    for path in HERE.glob("templates/forms/**/*.yml"):
        form = source.read(path, path.name).values
        for each in (form, *form.get("earlier", ())):
            if "file" in each:
                yield path.with_name(each["file"]), form["title"]["vi"]
        if "fill" in form:
            yield path.with_name(form["fill"]["template"]), form["title"]["vi"]


def ours() -> Iterator[tuple[str, str]]:
    """Every text that this project says of its own, with the file where it stands."""
    for path in sorted((*HERE.glob("catalogue/**/*.yml"), *HERE.glob("templates/forms/**/*.yml"), *HERE.glob("motcua/**/*.yml"))):
        values = source.read(path, path.name).values
        yield from ((path.relative_to(HERE).as_posix(), text) for text in own(values))
    for path in sorted((*HERE.glob("catalogue/**/*.md"), *HERE.glob("templates/pages/**/*.html"), *HERE.glob("*.md"))):
        yield path.relative_to(HERE).as_posix(), path.read_text("utf-8")
    titles = dict(titled())
    assert titles.keys() == set(HERE.glob("templates/forms/**/*.docx"))
    for path in sorted(titles):
        text, title = ZipFile(path).read("word/document.xml").decode(), titles[path]
        for paragraph in re.findall(r"<w:p\b.*?</w:p>", text, re.DOTALL):
            # The form bears its official title.
            said = "".join(re.findall(r"<w:t\b[^>]*>([^<]*)</w:t>", paragraph))
            yield path.relative_to(HERE).as_posix(), said if words(said) != words(title) else ""


def theirs(shared: Path) -> Iterator[str]:
    """Every text of every record of the portal."""
    for path in sorted((shared / "data" / "portal").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            yield from texts(json.loads(line))
    for path in sorted((shared / "data" / "portal").glob("*.json")):
        yield from texts(json.loads(path.read_text("utf-8")))


def test_no_sentence_of_the_sample_is_a_sentence_of_a_record(shared: Path):
    held: dict[tuple[str, ...], str] = {}
    for file, text in ours():
        held |= {run: file for run in runs(text)}
    seen = {run for text in theirs(shared) for run in runs(text) if run in held}
    assert sorted(f"{held[run]}: {' '.join(run)}" for run in seen) == []
    assert len(held) > 5000


def test_a_borrowed_sentence_would_be_found(shared: Path):
    sentence = next(text for text in theirs(shared) if len(words(text)) > 40)
    borrowed = set(runs(f"Xin lưu ý: {sentence.upper()} Hết."))
    assert borrowed & {run for text in theirs(shared) for run in runs(text) if run in borrowed}


@pytest.mark.parametrize("name", sorted(FACTS - {"name", "title", "mean"}))
def test_a_field_that_is_exempt_holds_no_prose(name: str):
    long = [text for path in HERE.glob("catalogue/procedures/*/*.yml") for text in texts(source.read(path, path.name).values.get(name) or [])
            if len(words(text)) > 45]
    assert long == []


def test_what_an_everyday_word_leads_to_is_a_name_and_no_prose():
    led = [text for path in sorted(HERE.glob("motcua/lexicon/*.yml"))
           for entry in source.read(path, path.name).values.get("entries", ()) for text in texts(entry.get("mean") or [])]
    assert [text for text in led if len(words(text)) > 40 or re.search(r"[.;!?](\s|$)", text)] == []
    assert len(led) > 1000
