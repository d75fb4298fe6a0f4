"""What the pages of one site share, each made once: states, summaries, views, words, templates, frames."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from motcua import form_files, interface, narrow, resolve, say, urls
from motcua.catalogue import Catalogue
from motcua.families import Act, Family, Kin, families
from motcua.handwritten import parted
from motcua.index import Index, index_of
from motcua.interface import Words
from motcua.model.views import Card, DecisionView, DepartmentView, FieldView, FormView, LawView, Summary
from motcua.outputs.artifact import digest
from motcua.outputs.frame import Frame, Frames, make_frames
from motcua.outputs.pages.explained import TermView
from motcua.outputs.pages.shell import Site
from motcua.outputs.render import Look
from motcua.outputs.shell import Face, Place, Shell, Tab
from motcua.text import choose

# One address of each depth at which pages stand; the home page and the results have a frame without the search box of the others.
_EXAMPLES = (
    ("home", urls.HOME), ("home", urls.SEARCH), ("page", urls.A_TO_Z), ("page", urls.procedure("1.000000")), ("page", urls.procedure("1.000000", "a")),
    ("page", urls.sheet("1.000000", "a")),
)
_FACE = ("skip", "menu", "contents", "trail", "search_label", "search_button", "call", "dark", "light", "report", "edit", "address", "promise")


class Settings(NamedTuple):
    """What the person who builds has chosen; `on` is the ISO date whose states are shown, `site_url` may be empty, `jobs` is how many processes may work."""

    templates: Path
    mkdocs_yml: Path
    cache: Path
    site_url: str
    on: str
    drafts: bool
    jobs: int = 1


class Tables:
    """What the pages of one site share and no procedure has a part in."""

    def __init__(self, catalogue: Catalogue, settings: Settings) -> None:
        self.catalogue, self.settings = catalogue, settings
        self.languages = catalogue.publisher.languages
        self.words = {language: interface.words(language) for language in self.languages}

    @cached_property
    def digest(self) -> str:
        """The digest of all that is here."""
        frames = {tuple(place): frame.digest for place, frame in self.frames.by_place.items()}
        in_force = tuple((name, len(form.earlier)) for name, form in self.catalogue.forms.items() if form.coming)
        return digest((self.catalogue.said, in_force, self.settings.site_url, self.settings.drafts, self.look, self.words, frames))

    @cached_property
    def departments(self) -> dict[str, DepartmentView]:
        return {one.id: narrow.department(one) for one in self.catalogue.departments.values()}

    @cached_property
    def laws(self) -> dict[str, LawView]:
        return {one.number: narrow.law(one) for one in self.catalogue.laws.values()}

    @cached_property
    def decisions(self) -> dict[str, DecisionView]:
        return {one.id: narrow.decision(one) for one in self.catalogue.decisions.values()}

    @cached_property
    def forms(self) -> dict[str, FormView]:
        return {one.id: narrow.form(one) for one in self.catalogue.forms.values()}

    @cached_property
    def fields(self) -> dict[str, FieldView]:
        return {one.id: FieldView(narrow.words(one.name), urls.field(one.id)) for one in self.catalogue.fields.values()}

    @cached_property
    def spoken(self) -> tuple[tuple[str, str], ...]:
        """The languages that speak in the summary box alone, each with its own name."""
        return tuple((each.code, each.name) for each in self.catalogue.publisher.summary_languages)

    @cached_property
    def terms(self) -> tuple[TermView, ...]:
        """The glossary, as the pages that explain its words in place see it."""
        return tuple(TermView(each.id, narrow.words(each.term), each.also, narrow.words(each.meaning)) for each in self.catalogue.terms)

    @cached_property
    def look(self) -> Look:
        return Look(self.settings.templates / "pages", self.settings.cache / "jinja")

    @cached_property
    def contact(self):
        return narrow.contact(self.catalogue.publisher.contact) or narrow.NOWHERE

    @cached_property
    def site(self) -> Site:
        publisher = self.catalogue.publisher
        return Site(
            self.settings.site_url, self.languages, narrow.words(publisher.title), narrow.words(publisher.authority), self.contact.hotline,
            self.contact.email, publisher.track_url or "", publisher.edit_url or "", publisher.is_sample, self.catalogue.holidays is not None,
        )

    @cached_property
    def frames(self) -> Frames:
        wanted = [Place(kind, language, urls.depth(urls.in_language(path, language, self.languages)))
                  for kind, path in _EXAMPLES for language in self.languages]
        wanted.append(Place("not-found", self.languages[0], None))
        overrides = self.settings.templates / "pages" / "overrides"
        return make_frames(self.settings.mkdocs_yml, overrides, self._shell(), dict.fromkeys(wanted), self.settings.cache)

    def frame(self, kind: str, path: str, language: str) -> Frame:
        """The frame for a page at an address that is written without its language."""
        return self.frames["home" if kind == "home" else "page", language, urls.depth(urls.in_language(path, language, self.languages))]

    def _shell(self) -> Shell:
        publisher, hotline = self.catalogue.publisher, self.contact.hotline
        return Shell(
            faces=tuple(map(self._face, self.words.values())), hotline=hotline, hotline_address=say.dial(hotline) if hotline else "",
            licence_address=publisher.licence.url or "", site_url=self.settings.site_url,
        )

    def _face(self, words: Words) -> Face:
        """What the shell says in one language."""
        publisher, language = self.catalogue.publisher, words.language
        home, a_to_z, results, about = (urls.in_language(path, language, self.languages)
                                        for path in (urls.HOME, urls.A_TO_Z, urls.SEARCH, urls.written_page("about")))
        tabs = [Tab("home", words("trail.home"), home), Tab("a-to-z", words("trail.a_to_z"), a_to_z)]
        if self.catalogue.life_events:
            tabs.append(Tab("life-events", words("trail.life_events"), urls.in_language(urls.LIFE_EVENTS, language, self.languages)))
        tabs.append(Tab("departments", words("trail.departments"), urls.in_language(urls.DEPARTMENTS, language, self.languages)))
        if self.catalogue.forms:
            tabs.append(Tab("forms", words("trail.forms"), urls.in_language(urls.FORMS, language, self.languages)))
        if self.catalogue.announcements:
            tabs.append(Tab("changes", words("changes.heading"), urls.in_language(urls.CHANGES, language, self.languages)))
        if any(page.name == "about" for page in self.catalogue.pages):
            tabs.append(Tab("about", words("trail.about"), about))
        return Face(
            language=language, language_name=words("language.name"), site_title=choose(publisher.title, language)[0], home=home, az=a_to_z,
            results=results, tabs=tuple(tabs), notes=tuple(self._notes(words)), licence=words("frame.licence", name=choose(publisher.licence.name, language)[0]),
            sample_notice=words("frame.sample") if publisher.is_sample else "", **{key: words["frame"][key] for key in _FACE},
        )

    def _notes(self, words: Words) -> Iterator[Tab]:
        """What stands in the footer: the pages written by hand under their own titles, then the data and its licence."""
        texts = {(page.name, page.language): page.text for page in self.catalogue.pages}
        for name in dict.fromkeys(name for name, _ in texts):
            text = texts.get((name, words.language)) or texts.get((name, self.languages[0]))
            if text:
                yield Tab(name, parted(text, name).title, urls.in_language(urls.written_page(name), words.language, self.languages))
        yield Tab("data", words("data.heading"), urls.in_language(urls.DATA, words.language, self.languages))

class Shared:
    """One catalogue on one day, as its pages see it; as a part of the `whole` it sees of other procedures those that are `near`."""

    def __init__(self, catalogue: Catalogue, settings: Settings, whole: Shared | None = None, near: Iterable[str] = ()) -> None:
        if not whole:
            catalogue = replace(catalogue, forms={name: form_files.on_day(form, settings.on) for name, form in catalogue.forms.items()})
        self.catalogue, self.settings, self._whole = catalogue, settings, whole
        self.tables = whole.tables if whole else Tables(catalogue, settings)
        self._known: dict[tuple[str, tuple[str, ...]], tuple] = {}
        if whole:
            seen = [code for code in dict.fromkeys((*catalogue.procedures, *near)) if code in whole.states]
            self.states = {code: whole.states[code] for code in seen}
            self.summaries = {code: whole.summaries[code] for code in seen}
        else:
            self.states = {card.code: state for card in catalogue.procedures.values()
                           if resolve.is_published(state := resolve.state_on(card, settings.on), settings.drafts)}
            self.summaries = {card.code: resolve.summary(card, self.states[card.code]) for card in self.published()}

    def __getattr__(self, name: str) -> Any:
        """What is no procedure's: the tables of the whole site."""
        return getattr(self.tables, name)

    def published(self) -> Iterator[Card]:
        """The procedures that have a page."""
        return (card for code, card in self.catalogue.procedures.items() if code in self.states)

    def known(self, kind: str, names: tuple[str, ...]) -> tuple:
        """The views of those names that are known, each once, in order; the same names give the same tuple, digested once."""
        found = self._known.get((kind, names))
        if found is None:
            views = getattr(self, kind)
            found = self._known[kind, names] = tuple(views[name] for name in dict.fromkeys(names) if name in views)
        return found

    def file(self, name: str) -> str:
        """A file's name below the catalogue's folder."""
        return name.removeprefix(self.catalogue.folder + "/")

    def in_languages(self, path: str) -> Iterator[tuple[Words, str]]:
        """The words of each language, with the page's address in it."""
        return ((words, urls.in_language(path, language, self.languages)) for language, words in self.words.items())

    @cached_property
    def index(self) -> Index:
        return index_of(self.catalogue.procedures.values(), self.settings.on, drafts=self.settings.drafts)

    @cached_property
    def changed_on(self) -> dict[str, str]:
        """The day of the newest change that each procedure's page shows: its own, its departments', its forms', its decisions'."""
        of = self.catalogue
        kinds = {"department": of.departments, "decision": of.decisions, "form": {form.id: form.form for form in of.forms.values()}}
        days = {(kind, name): str(record.updated_on or "") for kind, records in kinds.items() for name, record in records.items()}
        return {card.code: max(card.updated_on, *(days.get((kind, name), "") for kind in kinds for name in card.targets.get(kind, ())), "")
                for card in self.published()}

    @cached_property
    def newest(self) -> str:
        """The newest ISO day on which anything that the lists show changed."""
        return max((self.changed_on[each.code] for each in self.index.public), default="")

    @cached_property
    def listed(self) -> frozenset[str]:
        """The codes that public lists show: what leads to procedures leads to these."""
        return frozenset(card.code for card in self.published() if resolve.is_listed(card, self.states[card.code]))

    @cached_property
    def families(self) -> tuple[Family, ...]:
        """The families of at least two procedures that lists show, in the order of a paper's life."""
        if self._whole and self.catalogue.procedures.keys() == self._whole.catalogue.procedures.keys():
            return self._whole.families
        of = self.catalogue
        kin = (Kin(code, card.field, Act(*card.act), card.results) for code, card in of.procedures.items() if code in self.listed)
        chosen = (Family(tuple(code for code in each.procedures if code in self.listed), narrow.words(each.name)) for each in of.families)
        return families(kin, (family for family in chosen if len(family.codes) > 1), of.apart)

    def relatives(self, code: str) -> tuple[Summary, ...]:
        """The family of a procedure, itself among them, empty where it has none."""
        return (self._whole or self)._relatives.get(code, ())

    @cached_property
    def _relatives(self) -> dict[str, tuple[Summary, ...]]:
        families = ((family.codes, tuple(self.summaries[code] for code in family.codes)) for family in self.families)
        return {code: relatives for codes, relatives in families for code in codes}

