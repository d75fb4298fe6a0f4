"""The search index: the fixed `search/current.js`, and the shards that it names, each a classic script under the digest of what it is made of."""
from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from motcua import lexicon, urls
from motcua.groups import APPLICANTS, LEVELS
from motcua.lexicon import Entry, Known
from motcua.model.views import Words
from motcua.outputs.artifact import Artifact, digest

VERSION = 1
"""The format; the engine refuses another one."""
ONLINE = ("not_stated", "none", "information", "partial", "full")
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


class Entered(NamedTuple):
    """A procedure as the index holds it; `standing` (0 to 63) is how likely anybody asks for it, whatever the words."""

    code: str
    name: Words
    short_name: Words
    popular_names: tuple[str, ...]
    keywords: tuple[str, ...]
    field: str
    departments: tuple[str, ...]
    levels: tuple[str, ...]
    applicants: tuple[str, ...]
    online: str
    cost: tuple[int, ...]
    days: int
    family: int
    standing: int
    time: Words
    fee: Words
    place: Words
    former_codes: tuple[str, ...]
    forms: tuple[str, ...]
    laws: tuple[str, ...]


class Hidden(NamedTuple):
    """A procedure that is found by its exact code alone."""

    code: str
    state: str


class Named(NamedTuple):
    """A field of work, a department or an event of life."""

    id: str
    name: Words
    procedures: tuple[str, ...] = ()


class Inputs(NamedTuple):
    """All that the index is made of."""

    entered: tuple[Entered, ...]
    hidden: tuple[Hidden, ...]
    fields: tuple[Named, ...]
    departments: tuple[Named, ...]
    events: tuple[Named, ...]
    synonyms: tuple[Entry, ...]
    elsewhere: tuple[tuple[tuple[str, ...], Words, str], ...]
    communes: tuple[tuple[str, tuple[str, ...]], ...]
    form_titles: tuple[tuple[str, str], ...]
    languages: tuple[str, ...]


def artifacts(inputs: Inputs) -> Iterator[Artifact]:
    """The shards, and the file that names them: what the first answer needs in each language, and what comes after it.

    All but the lexicon are made here, since that costs less than to compare what they are made of.
    """
    entered = inputs.entered
    shards = {
        "first": first(inputs), "more": more(tuple((each.forms, each.laws) for each in entered), inputs.form_titles),
        **{f"lines-{language}": lines(tuple((each.time, each.fee, each.place) for each in entered), language) for language in inputs.languages},
    }
    texts = {name: _shard(name, content) for name, content in shards.items()}
    paths = {name: f"{urls.SEARCH_INDEX}{name}-{sha256(text).hexdigest()[:12]}.js" for name, text in texts.items()}
    for name, text in texts.items():
        yield Artifact(paths[name], as_it_is, text)
    called = tuple(text for each in entered for text in (_in(each.name, "vi"), _in(each.short_name, "vi"), *each.popular_names, *each.keywords))
    given = (tuple(each.code for each in entered), called, tuple(_in(each.name, "vi") for each in inputs.fields), inputs.synonyms, inputs.elsewhere,
             inputs.communes, lexicon.fingerprint())
    paths["lexicon"] = f"{urls.SEARCH_INDEX}lexicon-{digest((source_digest(), given))[:12]}.js"
    yield Artifact(paths["lexicon"], lexicon_js, given)
    first_ones = tuple((language, (paths["first"], paths["lexicon"], paths[f"lines-{language}"])) for language in inputs.languages)
    yield Artifact(urls.SEARCH_CURRENT, current_js, (first_ones, (paths["more"],)))


@lru_cache(maxsize=1)
def source_digest() -> str:
    """The digest of this module: another way of writing the lexicon gives it another name."""
    return sha256(Path(__file__).read_bytes()).hexdigest()


def current_js(inputs: tuple[tuple[tuple[str, tuple[str, ...]], ...], tuple[str, ...]]) -> bytes:
    """The one file of a fixed name: the format, and the shards for each language."""
    first_ones, more_ones = inputs
    return f"motcua.search.current={_json({'version': VERSION, 'first': dict(first_ones), 'more': more_ones})};\n".encode()


def as_it_is(text: bytes) -> bytes:
    """The bytes themselves."""
    return text


def lexicon_js(inputs: tuple) -> bytes:
    """What people call things, as far as it leads anywhere here."""
    return _shard("lexicon", spoken(*inputs[:-1]))


def first(inputs: Inputs) -> dict[str, object]:
    """What procedures are called and counted by: columns, a line or a few digits a procedure, in the order of their codes."""
    every = inputs.entered
    fields = {each.id: number for number, each in enumerate(inputs.fields)}
    offices = {each.id: number for number, each in enumerate(inputs.departments)}
    order = {each.code: number for number, each in enumerate(every)}
    shares = Table(" ".join(str(offices[name]) for name in each.departments if name in offices) for each in every)
    costs = Table(" ".join(map(str, each.cost)) for each in every)
    return {
        "version": VERSION,
        "codes": " ".join(_code_steps(each.code for each in every)), "hidden": " ".join(f"{each.code} {each.state}" for each in inputs.hidden),
        "former": " ".join(f"{old} {order[each.code]}" for each in every for old in each.former_codes),
        "names": _lined(_in(each.name, "vi") for each in every), "short": _lined(short if (short := _in(each.short_name, "vi")) != _in(each.name, "vi") else "" for each in every),
        "english": _lined(_in(each.short_name, "en") or _in(each.name, "en") for each in every),
        "popular": _lined("\t".join(map(_one_line, each.popular_names)) for each in every),
        "keywords": _lined("\t".join(map(_one_line, each.keywords)) for each in every),
        "field": column(fields.get(each.field, len(fields)) for each in every),
        "departments": shares.column, "shares": shares.values, "costs": costs.values, "cost": costs.column,
        "levels": column(_bits(each.levels, LEVELS) for each in every),
        "applicants": column(_bits((name for name, group in APPLICANTS.items() if not group.isdisjoint(each.applicants)), tuple(APPLICANTS)) for each in every),
        "online": column(ONLINE.index(each.online) for each in every), "days": column(each.days + 1 for each in every),
        "family": column(each.family for each in every), "standing": column(each.standing for each in every),
        "fields": [[each.id, _in(each.name, "vi"), _in(each.name, "en")] for each in inputs.fields],
        "offices": [[each.id, _in(each.name, "vi"), _in(each.name, "en")] for each in inputs.departments],
        "events": [[each.id, _in(each.name, "vi"), _in(each.name, "en"), [order[code] for code in each.procedures if code in order]] for each in inputs.events],
    }


def lines(said: tuple[tuple[Words, Words, Words], ...], language: str) -> dict[str, object]:
    """Time, fee and place of each procedure as a reader of the language is told them."""
    held: dict[str, object] = {}
    for place, key in enumerate(("time", "fee", "place")):
        table = Table(_in(each[place], language) or _in(each[place], "vi") for each in said)
        held[key], held[f"{key}s"] = table.column, table.values
    return held


def spoken(codes: tuple[str, ...], called: tuple[str, ...], fields: tuple[str, ...], synonyms: tuple[Entry, ...],
           elsewhere: tuple[tuple[tuple[str, ...], Words, str], ...], communes: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, object]:
    """The lexicon as far as it leads anywhere here, what is answered elsewhere, and the words around a need."""
    own, around = lexicon.package()
    order = {code: number for number, code in enumerate(codes)}
    held = lexicon.compiled(lexicon.merged(own, synonyms), Known(called), order, fields)
    entries = ("\t".join((_listed(each.say), _listed(each.mean), str(each.weight), " ".join(map(str, named)), " ".join(map(str, within)))).rstrip("\t")
               for each, named, within in held.entries)
    return {
        "entries": "\n".join(entries), "absent": _listed(held.absent), "fillers": _listed(around.fillers),
        "asks": [[block, _listed(words)] for block, words in around.asks], "foreign": _listed(around.foreign), "provinces": _listed(around.places),
        "communes": [[name, _listed(formerly)] for name, formerly in communes],
        "elsewhere": [[_listed(say), dict(answer), url] for say, answer, url in elsewhere],
    }


def more(papers: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...], form_titles: tuple[tuple[str, str], ...]) -> dict[str, object]:
    """Titles and numbers of forms, numbers of legal texts: each with the procedures that have it."""
    titles = dict(form_titles)
    forms: dict[str, list[int]] = {}
    laws: dict[str, list[int]] = {}
    for number, (its_forms, its_laws) in enumerate(papers):
        for title in dict.fromkeys(titles[form] for form in its_forms if form in titles):
            forms.setdefault(title, []).append(number)
        for law in its_laws:
            laws.setdefault(law, []).append(number)
    return {key: "\n".join(f"{_one_line(name)}\t{_steps(found[name])}" for name in sorted(found)) for key, found in (("forms", forms), ("laws", laws))}


class Table:
    """Values that many procedures share, each written once, and the column of their numbers."""

    def __init__(self, values: Iterable[str]) -> None:
        numbers: dict[str, int] = {}
        self.column = column([numbers.setdefault(_one_line(value), len(numbers)) for value in values])
        self.values = "\n".join(numbers)


def column(values: Iterable[int]) -> str:
    """Whole numbers of one width: the width, then each number in as many digits of 64."""
    numbers = list(values)
    width = 1
    while max(numbers, default=0) >= 64 ** width:
        width += 1
    return str(width) + "".join(_DIGITS[number >> 6 * place & 63] for number in numbers for place in reversed(range(width)))


def _bits(names: Iterable[str], known: tuple[str, ...]) -> int:
    return sum(1 << known.index(name) for name in set(names) if name in known)


def _code_steps(codes: Iterable[str]) -> Iterator[str]:
    """Growing codes as the steps between their digits read as numbers, each with what follows the digits."""
    before = 0
    for code in codes:
        now = int(code[0] + code[2:8])
        yield f"{now - before}{code[8:]}"
        before = now


def _steps(numbers: list[int]) -> str:
    """Growing numbers as the first one and the steps from each to the next."""
    return " ".join(str(number - before) for before, number in zip([0, *numbers], numbers, strict=False))


def _in(words: Words, language: str) -> str:
    return next((_one_line(said) for spoken_in, said in words if spoken_in == language), "")


def _listed(words: Iterable[str]) -> str:
    return "|".join(map(_one_line, words))


def _lined(texts: Iterable[str]) -> str:
    return "\n".join(texts)


# The same names and lines stand in several columns.
@lru_cache(maxsize=1 << 16)
def _one_line(words: str) -> str:
    return " ".join(words.replace("|", "/").split())


def _shard(name: str, content: dict[str, object]) -> bytes:
    """A script that hands over JSON as text, which browsers read twice as fast as a value written out."""
    text = _json(content).replace("\\", "\\\\").replace("'", "\\'")
    return f"motcua.search.shard('{name}','{text}');\n".encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
