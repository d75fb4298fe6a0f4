"""The words of the interface: the same in both languages, none missing, none idle."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from motcua import interface, source
from motcua.text import Plain

PROJECT = Path(__file__).parents[1]
KEY = re.compile(r"""\b(?:words|w)(?:\.count)?\(\s*"([a-z_]+\.[a-z_]+)\"""")
FAMILY = re.compile(r"""\b(?:words|w)(?:\.count)?\(\s*f"([a-z_]+\.[a-z_]*)\{""")
IN_TEMPLATES = re.compile(r"""words(?:\.count)?\(\s*"([a-z_]+\.[a-z_]+)"\s*[,)]""")


def read(language: str) -> dict[str, str]:
    path = interface.FOLDER / f"interface.{language}.yml"
    found = source.parse(path.read_bytes(), path.name)
    assert found.problems == []
    assert not [text for block in found.values.values() for text in block.values() if isinstance(text, Plain)]
    return {f"{block}.{key}": str(text) for block, held in found.values.items() for key, text in held.items()}


def blanks(pattern: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}


def test_both_languages_have_the_same_words_with_the_same_blanks():
    vi, en = read("vi"), read("en")
    assert vi.keys() == en.keys()
    assert {key for key in vi if blanks(vi[key]) != blanks(en[key])} == set()


def asked() -> set[str]:
    """Every word that code and templates name outright."""
    code = "\n".join(path.read_text("utf-8") for path in sorted((PROJECT / "motcua").rglob("*.py")))
    pages = "\n".join(path.read_text("utf-8") for path in sorted((PROJECT / "templates" / "pages").rglob("*.html")))
    return set(KEY.findall(code)) | set(IN_TEMPLATES.findall(pages))


def test_every_word_that_is_asked_for_is_there():
    assert asked() - read("vi").keys() == set()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_words_are_filled_and_counted(language: str):
    words = interface.words(language)
    assert words("shared.code", code="1.000001").endswith("1.000001")
    one, many = (words.count("time.day", n, is_one=n == "1") for n in ("1", "2"))
    assert (one, many) == (("1 ngày", "2 ngày") if language == "vi" else ("1 day", "2 days"))


def test_a_language_that_the_interface_does_not_speak_falls_back_to_english():
    assert interface.words("fr")("fee.free") == interface.words("en")("fee.free")
    assert interface.words("fr").digest != interface.words("en").digest


@pytest.mark.parametrize("language", ["vi"])
def test_labels_hold_no_abbreviation_of_the_trade(language: str):
    wrong = {key: text for key, text in read(language).items() if re.search(r"\b(?:TTHC|UBND|HĐND|CSDL|DVC)\b", text)}
    assert wrong == {}


# What a clerk writes in short and a citizen does not know; the numbers of texts carry some of them, the words of the interface none.
IN_SHORT = re.compile(r"\b(?:TTHC|UBND|HĐND|CSDL|DVC|DVCTT|CCCD|CMND|GPLX|QĐ|NĐ|TT|BHXH|BHYT|ĐKKD|GCN|TTPVHCC|TP|QLNN)\b")
WORD = re.compile(r"\{[^}]*\}|[^\W_]+(?:['’-][^\W_]+)*")
MOST_WORDS = 20


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_sentence_of_the_interface_is_long(language: str):
    sentences = ((key, sentence) for key, text in read(language).items() for form in text.split("|") for sentence in re.split(r"(?<=[.!?;:])\s+|\n", form))
    assert [(key, sentence) for key, sentence in sentences if len(WORD.findall(sentence)) > MOST_WORDS] == []


def test_no_word_of_the_interface_is_an_abbreviation_of_clerks():
    assert {key: text for key, text in read("vi").items() if IN_SHORT.search(text)} == {}


def test_the_plain_word_leads_and_the_official_term_stands_beneath():
    words = read("vi")
    labels = {key.removesuffix("_term"): term for key, term in words.items() if key.startswith("heading.") and key.endswith("_term")}
    assert len(labels) >= 12
    assert [label for label, term in labels.items() if words[label] == term] == []
