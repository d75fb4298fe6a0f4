"""What leads from words to procedures: the search index, what the search box says, the page of results."""
from __future__ import annotations

from collections.abc import Iterator

from motcua import lexicon, narrow, resolve, urls
from motcua.groups import APPLICANTS
from motcua.index import without_lead
from motcua.model.views import Card, Words
from motcua.outputs import offices, search, web, wording
from motcua.outputs.artifact import Artifact
from motcua.outputs.pages import results
from motcua.outputs.search import Entered, Hidden, Named
from motcua.outputs.shared import Shared

# What speaks for a procedure before a word is typed: it is one of the commonest tasks, it belongs to an event of life, citizens apply, and
# at which counter.
_COMMON, _EVENT, _CITIZEN = 24, 16, 8
_NEAR = {"commune": 8, "district": 6, "province": 5, "ministry": 1}


def shards(shared: Shared) -> Iterator[Artifact]:
    """The files of the index."""
    return search.artifacts(index(shared))


def found(shared: Shared) -> Iterator[web.Page]:
    """The addresses that search engines are told of: none."""
    yield from ()


def results_pages(shared: Shared) -> Iterator[Artifact]:
    """What shows the answers, and says what the search box says."""
    for language, words in shared.words.items():
        yield results.artifact(results.Inputs(
            len(shared.index.public), bool(shared.catalogue.life_events), words, shared.site, shared.look, shared.frame("home", urls.SEARCH, language)),
            shared.languages)
        yield wording.artifact(words, shared.languages)


def communes_lists(shared: Shared) -> Iterator[Artifact]:
    """The communes with their counters, in every language."""
    departments = sorted(shared.departments.values(), key=lambda each: each.id)
    for words in shared.words.values():
        yield from offices.artifacts(departments, words)


def index(shared: Shared) -> search.Inputs:
    """What the index is made of."""
    of = shared.catalogue
    events = tuple(Named(event.id, narrow.words(event.name), tuple(step.procedure for step in event.steps if step.procedure in shared.listed))
                   for event in of.life_events.values())
    families = {code: number for number, family in enumerate(shared.families, start=1) for code in family.codes}
    told = frozenset(code for event in events for code in event.procedures)
    listed = [card for card in sorted(shared.published(), key=lambda card: card.code) if card.code in shared.listed]
    offices = [(office.commune.vi, office.formerly) for each in of.departments.values() for office in each.offices if office.commune]
    return search.Inputs(
        entered=tuple(_entered(shared, card, families.get(card.code, 0), _standing(card, of.publisher.common_tasks, told)) for card in listed),
        hidden=tuple(Hidden(card.code, _hidden_as(shared, card)) for card in sorted(shared.published(), key=lambda card: card.code)
                     if card.code not in shared.listed),
        fields=tuple(Named(each.id, narrow.words(each.name)) for each in sorted(of.fields.values(), key=lambda each: each.id)),
        departments=tuple(Named(each.id, narrow.words(each.short_name or each.name)) for each in sorted(of.departments.values(), key=lambda each: each.id)),
        events=events, synonyms=tuple(map(lexicon.entry, of.synonyms)),
        elsewhere=tuple((each.say, narrow.words(each.answer), each.url or "") for each in of.elsewhere),
        communes=tuple(dict.fromkeys((name, formerly) for name, formerly in offices)),
        form_titles=tuple((form.id, " ".join(filter(None, (form.form.title.vi, form.form.number)))) for form in of.forms.values()),
        languages=shared.languages,
    )


def _entered(shared: Shared, card: Card, family: int, standing: int) -> Entered:
    return Entered(
        card.code, _shown(card.name), _shown(card.short_name), card.popular_names, card.keywords, card.field,
        tuple(dict.fromkeys(card.executing)), card.levels, card.applicants, card.online, card.cost, card.days, family, standing,
        card.time, card.fee, card.place, card.former_codes, card.targets.get("form", ()), card.targets.get("law", ()))


def _shown(name: Words) -> Words:
    """A name without the words "Thủ tục" before it."""
    return tuple((language, without_lead(words)) for language, words in name)


def _standing(card: Card, common: tuple[str, ...], told: frozenset[str]) -> int:
    nearest = max((_NEAR.get(level, 0) for level in card.levels), default=0)
    is_for_citizens = not APPLICANTS["citizen"].isdisjoint(card.applicants)
    return nearest + _CITIZEN * is_for_citizens + _COMMON * (card.code in common) + _EVENT * (card.code in told)


def _hidden_as(shared: Shared, card: Card) -> str:
    state = shared.states[card.code]
    return state if state in resolve.GONE else "internal"
