"""What tells a reader whether a form that he has is still the one to use: every published file by its digest, as a script a language."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from motcua import form_files, say, urls
from motcua.catalogue import Catalogue, LoadedForm
from motcua.form_files import Version
from motcua.interface import Words
from motcua.json_text import inline
from motcua.outputs.artifact import Artifact
from motcua.say import NOTHING, Said
from motcua.text import date_text

# As much of a digest as no two files have alike, by chance or by intent.
DIGITS = 32
_SAID = ("unknown", "unknown_hint", "to_page")


Pieces = tuple[tuple[str, str], ...]
"""A text in pieces, each with its language where that is not the page's."""


class Answer(NamedTuple):
    """What is said of a version, and in which state it is: before the ISO `day` the first of each pair, from then on the second; and its page."""

    day: str
    states: tuple[str, str]
    texts: tuple[Pieces, Pieces]
    page: str


class Inputs(NamedTuple):
    """All that the script says: `files` are digests, each with the place of its answer."""

    answers: tuple[Answer, ...]
    files: tuple[tuple[str, int], ...]
    words: Words


def artifacts(catalogue: Catalogue, states: Mapping[str, str], spoken: Mapping[str, Words]) -> Iterator[Artifact]:
    """The script in each language; none where there are no forms."""
    offered = {form.id for form in form_files.offered(catalogue, states)}
    versions = [(form, version) for form in form_files.published(catalogue, states) for version in form_files.versions(form)]
    files: dict[str, int] = {}
    # What is in use answers first, since another version may be the same bytes.
    for place in sorted(range(len(versions)), key=lambda each: (abs(versions[each][1].place), each)):
        for file in versions[place][1].files:
            files.setdefault(file.sha256[:DIGITS], place)
    for language, words in spoken.items() if versions else ():
        answers = tuple(_answer(form, version, form.id in offered, words, catalogue.publisher.languages) for form, version in versions)
        yield Artifact(urls.known_forms(language), script, Inputs(answers, tuple(sorted(files.items())), words))


def script(inputs: Inputs) -> bytes:
    """A call that hands the table over, so that it also loads from a disk."""
    said = {key: inputs.words(f"form_check.{key}") for key in _SAID}
    answers = [each._replace(texts=tuple(map(_written, each.texts))) for each in inputs.answers]
    return f"motcua.knownForms({inline({'said': said, 'answers': answers, 'files': dict(inputs.files)})});\n".encode()


def _written(pieces: Pieces) -> str | list[str | tuple[str, str]]:
    """A text as the script reads it: plain words, or these between pairs of words with their language."""
    joined = [("".join(words for words, _ in group), language) for language, group in groupby(pieces, lambda piece: piece[1])]
    found = [(words, language) if language else words for words, language in joined]
    return found if any(language for _, language in joined) else "".join(words for words, _ in joined)


def _answer(form: LoadedForm, version: Version, is_offered: bool, words: Words, languages: tuple[str, ...]) -> Answer:
    """The sentences on one version; a day that is not known has passed."""
    named = {"title": say.phrase(form.form.title, words.language)}
    page = urls.in_language(urls.form(form.id), words.language, languages)
    place, form = version.place + form_files.ahead(form), form.coming or form
    described = (form.form, *form.form.earlier)
    if not place:
        since, state = form.form.effective_from, "now" if is_offered else "ended"
        said = "newest" if state == "now" and _is_sample(form) else state
        texts = _said("soon", form, words, named | {"since": _text(since, words)}), _said(said, form, words, named)
        return Answer(str(since or ""), ("soon", state), texts, page)
    after, own_end = described[place - 1], described[place].effective_to
    until = own_end or (after.effective_from - timedelta(days=1) if after.effective_from else None)
    replaced, named = say.replaced(after.version or "", after.effective_from, words), named | {"until": _text(until, words)}
    still = _said("held" if _is_sample(form) else "still", form, words, named, replaced)
    if version.place < 0:
        since = described[place].effective_from
        return Answer(str(since), ("soon", "still"), (_said("soon", form, words, named | {"since": _text(since, words)}), still), page)
    return Answer(str(until + timedelta(days=1)) if until else "", ("still", "old"), (still, _said("old", form, words, named, replaced)), page)


def _said(state: str, form: LoadedForm, words: Words, values: Mapping[str, Said | str], more: Said = NOTHING) -> Pieces:
    sample = words("form_check.sample") if _is_sample(form) else ""
    return say.join(" ", (say.fill(words(f"form_check.{state}"), **values), more, sample)).pieces


def _is_sample(form: LoadedForm) -> bool:
    return "file" in form.form.illustrative


def _text(day: date | None, words: Words) -> str:
    return date_text(day, words.language) if day else ""
