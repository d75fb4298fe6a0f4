"""The search index: the fixed `search/current.js`, and the shards that it names, each a classic script under the digest of what it is made of."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from motcua import acts, lexicon, urls
from motcua.groups import APPLICANTS, LEVELS
from motcua.lexicon import Entry
from motcua.model.views import Words
from motcua.outputs.artifact import Artifact, digest
from motcua.outputs.search import spoken
from motcua.outputs.search.signs import as_json, in_language, one_line, shard
from motcua.packing import Table, Words as Dictionary, column, steps

VERSION = 5
"""The format; the engine refuses another one."""
ONLINE = ("not_stated", "none", "information", "partial", "full")


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


# What a procedure is not found by: that it changes leaves the names of shards as they are.
_SAID = {"time": (), "fee": (), "place": (), "days": -1, "cost": ()}
_BEHIND = {"forms": (), "laws": ()}


def artifacts(inputs: Inputs) -> Iterator[Artifact]:
    """The shards, and the file that names them: what the first answer needs in each language, and what comes after it."""
    entered = inputs.entered
    found_by = inputs._replace(entered=tuple(each._replace(**_SAID, **_BEHIND) for each in entered), synonyms=(), elsewhere=(), communes=(), form_titles=())
    called = tuple((each.code, each.name, each.short_name, each.popular_names, each.keywords) for each in entered)
    # Divided here and not where it is written: most new names and keywords change nothing in it, and a reader then has it already.
    held = spoken.divided(called, tuple(each.name for each in inputs.fields), inputs.synonyms, lexicon.fingerprint())
    parts = [
        ("first", first_js, found_by),
        ("lexicon", lexicon_js, (held.brief(), lexicon.fingerprint(), inputs.elsewhere, inputs.communes)),
        ("sayings", sayings_js, held.lengthy()),
        ("more", more_js, (tuple((each.forms, each.laws) for each in entered), inputs.form_titles)),
        *((f"lines-{language}", lines_js, (tuple((each.time, each.fee, each.place, each.days, each.cost) for each in entered), language)) for language in inputs.languages),
    ]
    paths = {name: f"{urls.SEARCH_INDEX}{name}-{digest((source_digest(), name, given))[:12]}.js" for name, _, given in parts}
    for name, make, given in parts:
        yield Artifact(paths[name], make, given)
    first_ones = tuple((language, (paths["first"], paths["lexicon"], paths[f"lines-{language}"])) for language in inputs.languages)
    yield Artifact(urls.SEARCH_CURRENT, current_js, (first_ones, (paths["sayings"], paths["more"])))


@lru_cache(maxsize=1)
def source_digest() -> str:
    """The digest of this package and of how names are read: another way of writing shards gives them other names."""
    return sha256(b"".join(path.read_bytes() for path in (*sorted(Path(__file__).parent.glob("*.py")), Path(acts.__file__)))).hexdigest()


def current_js(inputs: tuple[tuple[tuple[str, tuple[str, ...]], ...], tuple[str, ...]]) -> bytes:
    """The one file of a fixed name: the format, and the shards for each language."""
    first_ones, more_ones = inputs
    return f"motcua.search.current={as_json({'version': VERSION, 'first': dict(first_ones), 'more': more_ones})};\n".encode()


def first_js(inputs: Inputs) -> bytes:
    """What procedures are called and counted by."""
    return shard("first", first(inputs))


def lexicon_js(inputs: tuple) -> bytes:
    """What people call things in a word or two, as far as it leads anywhere here, and the words around a need."""
    brief, _fingerprint, elsewhere, communes = inputs
    return shard("lexicon", {**spoken.briefly(*brief), **spoken.around(elsewhere, communes)})


def sayings_js(inputs: tuple) -> bytes:
    """What people call things in more words."""
    return shard("sayings", spoken.at_length(*inputs))


def more_js(inputs: tuple) -> bytes:
    """What few people ask by."""
    return shard("more", more(*inputs))


def lines_js(inputs: tuple) -> bytes:
    """Time, fee and place in one language."""
    return shard(f"lines-{inputs[1]}", lines(*inputs))


def first(inputs: Inputs) -> dict[str, object]:
    """What procedures are called and counted by: columns, a few signs a procedure, in the order of their codes."""
    every = inputs.entered
    order = {each.code: number for number, each in enumerate(every)}
    texts = _texts(every)
    words = Dictionary(texts.values())
    return {
        **words.listed(), **{key: words.packed(records) for key, records in texts.items()},
        "codes": " ".join(_code_steps(each.code for each in every)), "hidden": " ".join(f"{each.code} {each.state}" for each in inputs.hidden),
        "former": " ".join(f"{old} {order[each.code]}" for each in every for old in each.former_codes),
        **_facets(inputs),
        "events": [[each.id, in_language(each.name, "vi"), in_language(each.name, "en"), [order[code] for code in each.procedures if code in order]] for each in inputs.events],
    }


def _texts(every: Iterable[Entered]) -> dict[str, list[tuple[str, ...]]]:
    """All by which procedures are called, a record each."""
    return {
        "names": [(in_language(each.name, "vi"),) for each in every],
        "short": [(short if (short := in_language(each.short_name, "vi")) != in_language(each.name, "vi") else "",) for each in every],
        "english": [(in_language(each.short_name, "en") or in_language(each.name, "en"),) for each in every],
        "popular": [tuple(map(one_line, each.popular_names)) for each in every],
        "keywords": [tuple(map(one_line, each.keywords)) for each in every],
    }


def _facets(inputs: Inputs) -> dict[str, object]:
    """What procedures are counted by, and the names of these."""
    every = inputs.entered
    fields = {each.id: number for number, each in enumerate(inputs.fields)}
    offices = {each.id: number for number, each in enumerate(inputs.departments)}
    shares = Table(" ".join(str(offices[name]) for name in each.departments if name in offices) for each in every)
    return {
        "field": column(fields.get(each.field, len(fields)) for each in every), "departments": shares.column, "shares": shares.values,
        "levels": column(_bits(each.levels, LEVELS) for each in every),
        "applicants": column(_bits((name for name, group in APPLICANTS.items() if not group.isdisjoint(each.applicants)), tuple(APPLICANTS)) for each in every),
        "online": column(ONLINE.index(each.online) for each in every),
        "acts": column(acts.marks(in_language(each.name, "vi")) for each in every), "family": column(each.family for each in every), "standing": column(each.standing for each in every),
        "fields": [[each.id, in_language(each.name, "vi"), in_language(each.name, "en")] for each in inputs.fields],
        "offices": [[each.id, in_language(each.name, "vi"), in_language(each.name, "en")] for each in inputs.departments],
    }


def lines(said: tuple[tuple[Words, Words, Words, int, tuple[int, ...]], ...], language: str) -> dict[str, object]:
    """Time, fee and place of each procedure as a reader of the language is told them; the days behind a time, and a mark at a fee of nothing."""
    marks = {"time": [f"\t{each[3]}" for each in said], "fee": ["\tfree" if each[4][1:2] == (0,) else "" for each in said], "place": [""] * len(said)}
    held: dict[str, object] = {}
    for place, (key, marked) in enumerate(marks.items()):
        table = Table((in_language(each[place], language) or in_language(each[place], "vi")) + mark for each, mark in zip(said, marked, strict=True))
        held[key], held[f"{key}s"] = table.column, table.values
    return held


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
    return {key: "\n".join(f"{one_line(name)}\t{steps(found[name])}" for name in sorted(found)) for key, found in (("forms", forms), ("laws", laws))}


def _bits(names: Iterable[str], known: tuple[str, ...]) -> int:
    return sum(1 << known.index(name) for name in set(names) if name in known)


def _code_steps(codes: Iterable[str]) -> Iterator[str]:
    """Growing codes as the steps between their digits read as numbers, each with what follows the digits."""
    before = 0
    for code in codes:
        now = int(code[0] + code[2:8])
        yield f"{now - before}{code[8:]}"
        before = now
