"""Forms, counters, laws and decisions: their lists, their own pages, and what each page is given of who rests on it."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby
from operator import attrgetter

from motcua import form_files, narrow, urls
from motcua.catalogue import LoadedForm
from motcua.model.record import Sourced
from motcua.model.views import Card, Summary
from motcua.outputs import web
from motcua.outputs.artifact import Artifact
from motcua.outputs.forms import bundles
from motcua.outputs.pages import decision, decisions, form, forms, law, laws, offices
from motcua.outputs.pages.counters import Counter, by_letter
from motcua.outputs.pages.links import Named
from motcua.outputs.shared import Shared
from motcua.text import Text
from motcua.uses import Users, users_of


def overviews(shared: Shared) -> Iterator[Artifact]:
    """Forms and counters, and the lists of laws and decisions: pages in every language, with the tables of the lists."""
    yield from _forms(shared)
    yield from _offices(shared)
    yield from _list_of_laws(shared)
    yield from _list_of_decisions(shared)


def users_of_laws(shared: Shared) -> dict[str, set[str]]:
    """Each legal text, with the codes of the procedures that its page shows, and of those that name the forms that rest on it."""
    basis = {form_id: loaded.form.legal_basis for form_id, loaded in shared.catalogue.forms.items()}
    return _codes(shared, shared.catalogue.laws, lambda card: (
        *card.targets.get("law", ()), *card.fee_laws, *(number for form in card.targets.get("form", ()) for number in basis.get(form, ()))))


def users_of_decisions(shared: Shared) -> dict[str, set[str]]:
    """Each publication decision, with the codes of the procedures that its page shows."""
    codes = _codes(shared, shared.catalogue.decisions, lambda card: card.targets.get("decision", ()))
    for each in shared.catalogue.decisions.values():
        codes[each.id].update(change.procedure for change in each.changes)
    return codes


def _codes(shared: Shared, records: Iterable[str], named: Callable[[Card], Iterable[str]]) -> dict[str, set[str]]:
    codes: dict[str, set[str]] = {each: set() for each in records}
    for card in shared.catalogue.procedures.values():
        for each in named(card):
            if each in codes:
                codes[each].add(card.code)
    return codes


def found(shared: Shared) -> Iterator[web.Page]:
    """The addresses that search engines are told of."""
    of, own = shared.catalogue, tuple(form_files.published(shared.catalogue, shared.states))
    forms_of = {urls.form(each.id): each.form.title for each in own}
    laws_of = {urls.law(each.number): each.title for each in of.laws.values()}
    decisions_of = {urls.decision(each.id): each.title or each.issuing_agency for each in of.decisions.values()}
    counters = [office.name for each in of.departments.values() for office in each.offices]
    lists = ((urls.FORMS, forms_of.values()), (urls.OFFICES, counters), (urls.LAWS, laws_of.values()), (urls.DECISIONS, decisions_of.values()))
    yield from (web.Page(path, _spoken(shared, held)) for path, held in lists if held)
    yield from (web.Page(path, _spoken(shared, (named,))) for path, named in (forms_of | laws_of | decisions_of).items())


def _spoken(shared: Shared, held: Iterable[Text | None]) -> tuple[str, ...]:
    """The first language, and each other one in which some of the texts are written."""
    written = {language for text in held if text for language, _ in text.items()}
    return tuple(language for language in shared.languages if language == shared.languages[0] or language in written)


def _around(shared: Shared, path: str) -> Iterator[dict[str, object]]:
    """What every page at an address is given in each language."""
    for language, words in shared.words.items():
        yield {"words": words, "site": shared.site, "look": shared.look, "frame": shared.frame("page", path, language)}


def _users(shared: Shared, kind: str) -> dict[str, Users]:
    return users_of(lambda card: card.targets.get(kind, ()), shared.published(), shared.summaries)


def _day(*records: Sourced) -> str:
    """The newest ISO day on which a record was changed or looked at."""
    return max((str(day) for record in records for day in (record.updated_on, record.verified_on) if day), default="")


def _newest(shared: Shared, days: Iterable[str], *used_by: Iterable[Summary]) -> str:
    return max((*days, *(shared.changed_on[each.code] for held in used_by for each in held)), default="")


def _named(shared: Shared, ids: Iterable[str]) -> tuple[Named, ...]:
    """The departments of these ids, each once, by the name that lists show."""
    known = (shared.departments[each] for each in dict.fromkeys(ids) if each in shared.departments)
    return tuple(Named(each.id, each.short_name or each.name) for each in known)


def _forms(shared: Shared) -> Iterator[Artifact]:
    """The page of each form, and their list."""
    users, held = _users(shared, "form"), tuple(form_files.published(shared.catalogue, shared.states))
    zips, whole = bundles.of_departments(shared.catalogue, shared.states), bundles.of_all(shared.catalogue, shared.states)
    for each in held:
        yield from _form(shared, each, users.get(each.id, Users()))
    folders = tuple(
        forms.Folder(_owner(shared, department), tuple(forms.Blank(shared.forms[each.id], len(users.get(each.id, Users()).public)) for each in own),
                     bundles.size_of(zips[department]) if department in zips else 0)
        for department, own in groupby(held, lambda each: each.id.partition("/")[0]))
    changed_on = _newest(shared, (_day(each.form) for each in held))
    for around in _around(shared, urls.FORMS):
        inputs = forms.Inputs(folders, bundles.held(whole) if whole else 0, bundles.size_of(whole) if whole else 0, changed_on, **around)
        yield forms.artifact(inputs, shared.languages)
        yield forms.spreadsheet(inputs, shared.languages)


def _owner(shared: Shared, department: str) -> Named:
    return next(iter(_named(shared, (department,))), Named(department, (("vi", department),)))


def _form(shared: Shared, loaded: LoadedForm, users: Users) -> Iterator[Artifact]:
    cards, owner, coming = shared.catalogue.procedures, loaded.id.partition("/")[0], narrow.coming(loaded)
    numbers = (*loaded.form.legal_basis, *(number for version in (*coming, *loaded.form.earlier) for number in version.legal_basis))
    used_by = (each for used in users.public for each in cards[used.code].executing if each != owner)
    kept = {version.place: narrow.files_of(loaded, version) for version in form_files.versions(loaded)}
    old_files = tuple(kept.get(place, ()) for place in range(1, len(loaded.earlier) + 1))
    parts = {
        "form": loaded.form, "view": shared.forms[loaded.id], "old_files": old_files, "coming": coming,
        "is_filled_later": loaded.coming is not None and loaded.coming.template is not None, "users": users,
        "department": _owner(shared, owner), "departments": _named(shared, used_by),
        "laws": tuple(shared.laws[number] for number in dict.fromkeys(numbers) if number in shared.laws),
        "template": loaded.template.sha256 if loaded.template else "", "changed_on": _newest(shared, (_day(loaded.form),), users.public),
    }
    for around in _around(shared, urls.form(loaded.id)):
        yield form.artifact(form.Inputs(**parts, **around), shared.languages)


def _offices(shared: Shared) -> Iterator[Artifact]:
    """Every counter of every department."""
    users, departments = users_of(partial(_receiving, shared), shared.published(), shared.summaries), tuple(shared.catalogue.departments.values())
    counters = tuple(
        Counter(office, _owner(shared, each.id), len(users.get(f"{each.id}/{office.id}", Users()).public),
                        any(path.startswith("offices") for path in each.illustrative))
        for each in sorted(departments, key=lambda one: one.id) for office in each.offices)
    changed_on = _day(*(each for each in departments if each.offices))
    parts = tuple(by_letter(counters)) if len(counters) > offices.MOST else ()
    whole = offices.Whole(tuple(part.letter for part, _ in parts), tuple(dict.fromkeys(each.department.id for each in counters if each.office.commune)), len(counters))
    listed = tuple(each for each in counters if not each.office.commune) if parts else counters
    for around in _around(shared, urls.OFFICES):
        yield offices.artifact(offices.Inputs(listed, changed_on, **around, whole=whole if parts else None), shared.languages)
        yield offices.spreadsheet(offices.Inputs(counters, changed_on, **around), shared.languages)
    for part, own in parts:
        for around in _around(shared, urls.offices("a")):
            yield offices.artifact(offices.Inputs(own, changed_on, **around, part=part), shared.languages)


def _receiving(shared: Shared, card: Card) -> Iterator[str]:
    """The counters where one procedure is handed in; a department named without a counter means every one of its own."""
    whole = (shared.catalogue.departments.get(each) for each in card.targets.get("every_office", ()))
    yield from dict.fromkeys((*card.targets.get("office", ()), *(f"{each.id}/{office.id}" for each in whole if each for office in each.offices)))


def of_laws(shared: Shared, numbers: tuple[str, ...]) -> Iterator[Artifact]:
    """The pages of these legal texts."""
    users, fees = _users(shared, "law"), users_of(attrgetter("fee_laws"), shared.published(), shared.summaries)
    texts = tuple(shared.catalogue.laws.values())
    replaces: dict[str, list[str]] = {}
    for each in texts:
        replaces.setdefault(each.replaced_by or "", []).append(each.number)
    by_law: dict[str, list[str]] = {}
    for held in form_files.published(shared.catalogue, shared.states):
        for number in held.form.legal_basis:
            by_law.setdefault(number, []).append(held.id)
    for each in map(shared.catalogue.laws.__getitem__, numbers):
        used = users.get(each.number, Users())
        published_by = (name for one in used.public for name in shared.catalogue.procedures[one.code].targets.get("decision", ()))
        parts = {
            "law": each, "successor": shared.laws.get(each.replaced_by or ""), "users": used, "fees": fees.get(each.number, Users()).public,
            "replaces": tuple(shared.laws[number] for number in sorted(replaces.get(each.number, ()))),
            "forms": tuple(shared.forms[form_id] for form_id in by_law.get(each.number, ())),
            "decisions": tuple(shared.decisions[name] for name in sorted(set(published_by)) if name in shared.decisions),
            "changed_on": _newest(shared, (), used.public, used.internal),
        }
        for around in _around(shared, urls.law(each.number)):
            yield law.artifact(law.Inputs(**parts, **around), shared.languages)


def _list_of_laws(shared: Shared) -> Iterator[Artifact]:
    users, texts = _users(shared, "law"), shared.catalogue.laws.values()
    listed = tuple(laws.Text(each, len(users.get(each.number, Users()).public)) for each in texts)
    changed_on = _newest(shared, (), *(each.public for each in users.values()))
    for around in _around(shared, urls.LAWS):
        inputs = laws.Inputs(listed, changed_on, **around)
        yield laws.artifact(inputs, shared.languages)
        yield laws.spreadsheet(inputs, shared.languages)


def of_decisions(shared: Shared, ids: tuple[str, ...]) -> Iterator[Artifact]:
    """The pages of these publication decisions."""
    users, of = _users(shared, "decision"), shared.catalogue
    for each in map(of.decisions.__getitem__, ids):
        used, codes = users.get(each.id, Users()), [change.procedure for change in each.changes]
        parts = {
            "decision": each, "file": shared.file(of.files["decision", each.id]), "users": used,
            "changed": tuple(shared.summaries[code] for code in codes if code in shared.summaries), "changed_on": _decided_on(each),
        }
        for around in _around(shared, urls.decision(each.id)):
            yield decision.artifact(decision.Inputs(**parts, **around), shared.languages)


def _list_of_decisions(shared: Shared) -> Iterator[Artifact]:
    users, of = _users(shared, "decision"), shared.catalogue
    listed = []
    for each in of.decisions.values():
        used = users.get(each.id, Users())
        codes = {*(change.procedure for change in each.changes), *(one.code for one in (*used.public, *used.internal))}
        listed.append(decisions.Held(shared.decisions[each.id], len(codes)))
    changed_on = max((_decided_on(each) for each in of.decisions.values()), default="")
    for around in _around(shared, urls.DECISIONS):
        inputs = decisions.Inputs(tuple(listed), changed_on, **around)
        yield decisions.artifact(inputs, shared.languages)
        yield decisions.spreadsheet(inputs, shared.languages)


def _decided_on(record) -> str:
    return max(_day(record), str(record.issued_on or ""))
