"""The list of everything that a site is made of: every output's artifacts, with the frames that its pages share."""
from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from motcua import interface, narrow, resolve, urls
from motcua.catalogue import Catalogue
from motcua.interface import Words
from motcua.model.views import Card, FieldView
from motcua.outputs import assets, forms, opendata, web
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame, Frames, make_frames, shell_assets
from motcua.outputs.pages import procedure
from motcua.outputs.pages.shell import Site
from motcua.outputs.render import Look
from motcua.outputs.shell import Face, Place, Shell, Tab, engine_named
from motcua.text import choose


class Settings(NamedTuple):
    """What the person who builds has chosen; `on` is the ISO date whose states are shown, `site_url` may be empty."""

    templates: Path
    mkdocs_yml: Path
    cache: Path
    site_url: str
    on: str
    drafts: bool


def artifacts(catalogue: Catalogue, settings: Settings) -> Iterator[Artifact]:
    """Every file of the site."""
    plan = _Plan(catalogue, settings)
    published = {card.code: plan.states[card.code] for card in plan.published()}
    yield from plan.procedures()
    yield from opendata.artifacts(catalogue, published, settings.site_url, plan.changed_on)
    yield from forms.artifacts(catalogue, published)
    yield from web.artifacts(plan.web_pages(), plan.languages, settings.site_url, has_drafts=settings.drafts)
    yield from assets.artifacts(shell_assets(plan.frames, settings.templates / "pages" / "assets"), engine_named(settings.mkdocs_yml))


class _Plan:
    """One plan of one site: the views and frames that its pages share, each made once."""

    def __init__(self, catalogue: Catalogue, settings: Settings) -> None:
        self.catalogue, self.settings = catalogue, settings
        self.languages = catalogue.publisher.languages
        self.words = {language: interface.words(language) for language in self.languages}
        self.departments = {one.id: narrow.department(one) for one in catalogue.departments.values()}
        self.laws = {one.number: narrow.law(one) for one in catalogue.laws.values()}
        self.decisions = {one.id: narrow.decision(one) for one in catalogue.decisions.values()}
        self.forms = {one.id: narrow.form(one) for one in catalogue.forms.values()}
        self.fields = {one.id: FieldView(narrow.words(one.name)) for one in catalogue.fields.values()}
        self.states = {card.code: resolve.state_on(card, settings.on) for card in catalogue.procedures.values()}
        self.summaries = {card.code: resolve.summary(card, self.states[card.code]) for card in self.published()}

    def published(self) -> Iterator[Card]:
        """The procedures that have a page."""
        for card in self.catalogue.procedures.values():
            if resolve.is_published(self.states[card.code], self.settings.drafts):
                yield card

    @cached_property
    def changed_on(self) -> dict[str, str]:
        """The day of the newest change that each procedure's page shows: its own, its departments', its forms', its decisions'."""
        of = self.catalogue
        kinds = {"department": of.departments, "decision": of.decisions, "form": {form.id: form.form for form in of.forms.values()}}
        days = {(kind, name): str(record.updated_on or "") for kind, records in kinds.items() for name, record in records.items()}
        return {card.code: max(card.updated_on, *(days.get((kind, name), "") for kind in kinds for name in card.targets.get(kind, ())), "")
                for card in self.published()}

    def web_pages(self) -> Iterator[web.Page]:
        """The addresses that search engines are told of, each with the languages in which it really is written."""
        for card in self.published():
            if resolve.is_listed(card, self.states[card.code]):
                spoken = tuple(language for language, _ in card.name if language in self.languages)
                for case in ("", *(each.id for each in card.cases)):
                    yield web.Page(urls.procedure(card.code, case), spoken, self.changed_on[card.code])

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
        return make_frames(self.settings.mkdocs_yml, overrides, self.shell(), dict.fromkeys(wanted), self.settings.cache)

    def frame(self, kind: str, path: str, language: str) -> Frame:
        """The frame for a page at an address that is written without its language."""
        return self.frames[kind, language, urls.depth(urls.in_language(path, language, self.languages))]

    def shell(self) -> Shell:
        publisher = self.catalogue.publisher
        hotline = self.contact.hotline
        return Shell(
            faces=tuple(self.face(self.words[language]) for language in self.languages), hotline=hotline,
            licence_address=publisher.licence.url or "", hotline_address=f"tel:{''.join(hotline.split())}" if hotline else "",
            site_url=self.settings.site_url,
        )

    def face(self, words: Words) -> Face:
        """What the shell says in one language."""
        publisher, own = self.catalogue.publisher, words["frame"]
        home, a_to_z = (urls.in_language(path, words.language, self.languages) for path in (urls.HOME, urls.A_TO_Z))
        said = {key: own[key] for key in ("skip", "menu", "contents", "trail", "search_label", "search_button", "call", "dark", "light",
                                          "report", "edit", "address", "promise")}
        return Face(
            language=words.language, language_name=words("language.name"), site_title=choose(publisher.title, words.language)[0], home=home,
            az=a_to_z, tabs=(Tab("home", words("trail.home"), home), Tab("a-to-z", words("trail.a_to_z"), a_to_z)),
            licence=words("frame.licence", name=choose(publisher.licence.name, words.language)[0]),
            sample_notice=own["sample"] if publisher.is_sample else "", **said,
        )

    def procedures(self) -> Iterator[Artifact]:
        """A page for each procedure and each of its cases, in each language."""
        for card in self.published():
            for language in self.languages:
                for case in ("", *(each.id for each in card.cases)):
                    yield procedure.artifact(self.procedure(card, case, language), self.languages)

    def procedure(self, card: Card, case: str, language: str) -> procedure.Inputs:
        targets = card.targets
        related = dict.fromkeys((*targets.get("procedure", ()), *card.mentions))
        laws = dict.fromkeys((*targets.get("law", ()), *card.mentions))
        return procedure.Inputs(
            code=card.code, record=self.catalogue.record(card.code), state=self.states[card.code], case=case,
            file=card.file.removeprefix(self.catalogue.folder + "/"), field=self.fields[card.field],
            departments=tuple(self.departments[each] for each in targets.get("department", ()) if each in self.departments),
            laws=tuple(self.laws[each] for each in laws if each in self.laws),
            decisions=tuple(self.decisions[each] for each in targets.get("decision", ()) if each in self.decisions),
            forms=tuple(self.forms[each] for each in targets.get("form", ()) if each in self.forms),
            neighbours=tuple(self.summaries[each] for each in related if each in self.summaries),
            contact=self.contact, words=self.words[language], site=self.site, look=self.look,
            frame=self.frame("procedure", urls.procedure(card.code, case), language),
        )


# One address of each depth at which a page kind stands.
_EXAMPLES = (
    ("home", urls.HOME), ("a-to-z", urls.A_TO_Z), ("procedure", urls.procedure("1.000000")), ("procedure", urls.procedure("1.000000", "a")),
    ("department", urls.department("a")), ("written", urls.written_page("a")),
)
