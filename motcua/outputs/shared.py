"""What the pages of one site share, each made once: states, summaries, views, words, templates, frames."""
from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from motcua import interface, narrow, resolve, say, urls
from motcua.catalogue import Catalogue
from motcua.index import Index, index_of
from motcua.interface import Words
from motcua.model.views import Card, FieldView
from motcua.outputs.frame import Frame, Frames, make_frames
from motcua.outputs.pages.shell import Site
from motcua.outputs.render import Look
from motcua.outputs.shell import Face, Place, Shell, Tab
from motcua.text import choose

# One address of each depth at which a page kind stands.
_EXAMPLES = (
    ("home", urls.HOME), ("a-to-z", urls.A_TO_Z), ("procedure", urls.procedure("1.000000")), ("procedure", urls.procedure("1.000000", "a")),
    ("department", urls.department("a")), ("written", urls.written_page("a")),
)
_FACE = ("skip", "menu", "contents", "trail", "search_label", "search_button", "call", "dark", "light", "report", "edit", "address", "promise")


class Settings(NamedTuple):
    """What the person who builds has chosen; `on` is the ISO date whose states are shown, `site_url` may be empty."""

    templates: Path
    mkdocs_yml: Path
    cache: Path
    site_url: str
    on: str
    drafts: bool


class Shared:
    """One catalogue on one day, as its pages see it."""

    def __init__(self, catalogue: Catalogue, settings: Settings) -> None:
        self.catalogue, self.settings = catalogue, settings
        self.languages = catalogue.publisher.languages
        self.words = {language: interface.words(language) for language in self.languages}
        self.departments = {one.id: narrow.department(one) for one in catalogue.departments.values()}
        self.laws = {one.number: narrow.law(one) for one in catalogue.laws.values()}
        self.decisions = {one.id: narrow.decision(one) for one in catalogue.decisions.values()}
        self.forms = {one.id: narrow.form(one) for one in catalogue.forms.values()}
        self.fields = {one.id: FieldView(narrow.words(one.name)) for one in catalogue.fields.values()}
        self.states = {card.code: state for card in catalogue.procedures.values()
                       if resolve.is_published(state := resolve.state_on(card, settings.on), settings.drafts)}
        self.summaries = {card.code: resolve.summary(card, self.states[card.code]) for card in self.published()}

    def published(self) -> Iterator[Card]:
        """The procedures that have a page."""
        return (card for code, card in self.catalogue.procedures.items() if code in self.states)

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
            self.contact.email, publisher.track_url or "", publisher.edit_url or "", publisher.is_sample,
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
        return self.frames[kind, language, urls.depth(urls.in_language(path, language, self.languages))]

    def _shell(self) -> Shell:
        publisher, hotline = self.catalogue.publisher, self.contact.hotline
        return Shell(
            faces=tuple(map(self._face, self.words.values())), hotline=hotline, hotline_address=say.dial(hotline) if hotline else "",
            licence_address=publisher.licence.url or "", site_url=self.settings.site_url,
        )

    def _face(self, words: Words) -> Face:
        """What the shell says in one language."""
        publisher, language = self.catalogue.publisher, words.language
        home, a_to_z, about = (urls.in_language(path, language, self.languages) for path in (urls.HOME, urls.A_TO_Z, urls.written_page("about")))
        tabs = [Tab("home", words("trail.home"), home), Tab("a-to-z", words("trail.a_to_z"), a_to_z)]
        if any(page.name == "about" for page in self.catalogue.pages):
            tabs.append(Tab("about", words("trail.about"), about))
        return Face(
            language=language, language_name=words("language.name"), site_title=choose(publisher.title, language)[0], home=home, az=a_to_z,
            tabs=tuple(tabs), licence=words("frame.licence", name=choose(publisher.licence.name, language)[0]),
            sample_notice=words("frame.sample") if publisher.is_sample else "", **{key: words["frame"][key] for key in _FACE},
        )
