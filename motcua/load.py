"""Files -> Catalogue: every file judged once, every problem collected, none raised."""
from __future__ import annotations

import gc
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any

from motcua import cards, conflicts, files, plain_files, rules, source, verdict
from motcua.catalogue import Catalogue, LoadedForm, Stored, WrittenPage, digest_of
from motcua.form_loading import FormFiles
from motcua.model import (
    AcceptedFile, Announcements, Decision, Department, ElsewhereFile, Families, FieldOfWork, Form, Glossary, Holidays, Law, LifeEvents, Publisher, Record, Synonyms,
)
from motcua.parse_cache import ParseCache
from motcua.problem import Finding, Problem
from motcua.rules import references
from motcua.source import Source

PAGE_LIMIT = 64 * 1024


class Fields(Record):
    """`fields.yml`."""

    fields: tuple[FieldOfWork, ...]


class Laws(Record):
    """`laws.yml`."""

    laws: tuple[Law, ...]


MODELS: dict[str, type[Record]] = {
    "publisher": Publisher, "fields": Fields, "laws": Laws, "department": Department, "decision": Decision,
    "form": Form, "life_events": LifeEvents, "glossary": Glossary, "announcements": Announcements, "families": Families,
    "synonyms": Synonyms, "elsewhere": ElsewhereFile, "accepted": AcceptedFile, "holidays": Holidays,
}


def load(catalogue_dir: Path, forms_dir: Path, cache_dir: Path, jobs: int = 1,
         instead: Mapping[Path, files.Instead] = MappingProxyType({}), *, for_pages: bool = True) -> tuple[Catalogue | None, list[Problem]]:
    """The catalogue and everything wrong with its files; no catalogue when `catalogue.yml` cannot be read.

    Rules across records are not asked here: see `check_across`. With files `instead` of some in the two folders, nothing is kept in the cache.
    Not `for_pages`, cards tell what rules ask and not what lists say, and what was just read of records is not kept at hand: that is a
    third of the work.
    """
    was_collecting = gc.isenabled()
    # Thousands of long-lived values are made at once; looking for cycles among them again and again takes a third of the time.
    gc.disable()
    try:
        return _Loading(catalogue_dir, forms_dir, cache_dir, jobs, instead, for_pages).run()
    finally:
        if was_collecting:
            gc.enable()


def check_across(catalogue: Catalogue, catalogue_dir: Path, forms_dir: Path, on: str = "") -> list[Problem]:
    """What the rules across records find, each at its line; a file is read again only when something was found in it.

    Given an ISO day, the rules of a day are asked too.
    """
    found: dict[str, list[Finding]] = {}
    findings_of_all = chain(*(rule(catalogue) for rule in rules.ACROSS), *(rule(catalogue, on) for rule in rules.ON_A_DAY if on))
    for file, finding in findings_of_all:
        found.setdefault(file, []).append(finding)
    problems = []
    for file, findings in found.items():
        read = source.read(_on_disk(file, catalogue_dir, forms_dir), file) if file.endswith(".yml") else Source(file, {}, [0], [])
        problems += verdict.at_their_lines(read, findings)
    return problems


def _on_disk(file: str, catalogue_dir: Path, forms_dir: Path) -> Path:
    below_forms = file.removeprefix(forms_dir.as_posix() + "/")
    return forms_dir / below_forms if below_forms != file else catalogue_dir / file.removeprefix(catalogue_dir.as_posix() + "/")


class _Loading:
    """One loading of one catalogue: where its records and problems gather."""

    def __init__(self, catalogue_dir: Path, forms_dir: Path, cache_dir: Path, jobs: int, instead: Mapping[Path, files.Instead], for_pages: bool) -> None:
        self.catalogue_dir, self.forms_dir, self.jobs, self.instead, self.for_pages = catalogue_dir, forms_dir, jobs, instead, for_pages
        self.cache = ParseCache(cache_dir / ("parse.json" if for_pages else "judged.json"))
        self.problems: list[Problem] = []
        self.records: dict[str, list[tuple[str, Any]]] = {}
        self.cards: list[cards.Card] = []
        self.stored: dict[str, Stored] = {}
        self.pages: list[WrittenPage] = []
        self.ledger: tuple[str, ...] = ()
        self.forms: dict[str, LoadedForm] = {}
        self.form_files = FormFiles(self.cache, self.problems)
        self.unread: list[str] = []
        self.said: list[tuple[str, str]] = []

    def run(self) -> tuple[Catalogue | None, list[Problem]]:
        procedures = []
        for found in files.of_catalogue(self.catalogue_dir, self.instead.get(self.catalogue_dir)):
            name = f"{self.catalogue_dir.as_posix()}/{found.below}"
            if found.kind == "procedure":
                procedures.append((found, name))
            else:
                self.take(found, name)
        self.take_procedures(procedures)
        for found in files.of_forms(self.forms_dir, self.instead.get(self.forms_dir)):
            self.take(found, f"{self.forms_dir.as_posix()}/{found.below}")
        if not self.instead:
            self.cache.save()
        if self.cache.note:
            self.problems.append(Problem(str(self.cache.path), 1, 1, self.cache.note, severity="warning"))
        if "publisher" not in self.records:
            if not any(problem.is_error for problem in self.problems):
                self.problems.append(Problem(f"{self.catalogue_dir.as_posix()}/catalogue.yml", 1, 1, "catalogue_says_who_publishes"))
            return None, self.problems
        catalogue = self.catalogue()
        return catalogue, [references.with_those_there(problem, catalogue) for problem in self.problems]

    def take(self, found: files.Found, name: str) -> None:
        if found.kind == "unknown":
            self.problems.append(Problem(name, 1, 1, "file_has_its_place", severity="warning"))
        elif found.kind == "page":
            self.take_page(found, name)
        elif found.kind == "ledger":
            text = conflicts.without_marks(self.text(found, name, source.FILE_LIMIT))
            self.ledger = tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
        elif found.kind != "beside":
            self.take_record(found, name)

    def take_procedures(self, wanted: list[tuple[files.Found, str]]) -> None:
        """The procedures' cards: from the cache where a file looks the same, else from those who judge."""
        verdicts = {name: self.kept(found, name) for found, name in wanted}
        unknown = [(found, name) for found, name in wanted if verdicts[name] is None]
        judged = verdict.of_files([(found.path, name) for found, name in unknown], self.jobs, for_pages=self.for_pages)
        for (found, name), told in zip(unknown, judged, strict=True):
            kept = {"card": told.card and cards.to_plain(told.card), "problems": [verdict.as_json(problem) for problem in told.problems]}
            self.cache.put(name, found.status, kept)
            verdicts[name] = told
        for found, name in wanted:
            card, problems, values = verdicts[name]
            self.problems += problems
            if card is None:
                self.unread.append(name)
            else:
                self.cards.append(card)
                self.stored.setdefault(card.code, Stored(found.place, card.digest, values))

    def kept(self, found: files.Found, name: str) -> verdict.Verdict | None:
        kept = self.cache.get(name, found.status)
        try:
            return kept and verdict.Verdict(
                kept["card"] and cards.from_plain(kept["card"]), [Problem(*fields) for fields in kept["problems"]], None)
        except (KeyError, TypeError, ValueError):
            self.cache.note = "parse_cache_was_rebuilt"
            return None

    def take_record(self, found: files.Found, name: str) -> None:
        kept = self.cache.get(name, found.status)
        if kept is not None and not kept["problems"] and found.kind != "form":
            record, said = MODELS[found.kind].model_validate(kept["values"]), kept["said"]
        else:
            read = source.read(found.path, name)
            record, problems = verdict.judged(MODELS[found.kind], found.kind, read)
            self.problems += problems
            said = digest_of(read.values)
            self.cache.put(name, found.status, {"values": read.values, "said": said, "problems": [verdict.as_json(problem) for problem in problems]})
            if found.kind == "form" and any(problem.is_error for problem in problems):
                record = None  # What its description says is wrong already, and may lead outside its folder.
        self.said.append((found.below, said))
        if record is None:
            self.unread.append(name)
        elif found.kind == "form":
            self.take_form(found, name, record)
        else:
            self.records.setdefault(found.kind, []).append((name, record))

    def take_form(self, found: files.Found, name: str, form: Form) -> None:
        loaded = self.form_files.load(found, name, form)
        if loaded is None:
            self.unread.append(name)
            return
        self.forms[loaded.id] = loaded
        self.said += [(found.below, file.sha256) for file in loaded.all_files()]
        self.records.setdefault("form", []).append((name, form))

    def take_page(self, found: files.Found, name: str) -> None:
        stem = found.below.removeprefix("pages/").removesuffix(".md")
        page, _, language = stem.partition(".")
        self.pages.append(WrittenPage(page, language or "vi", self.text(found, name, PAGE_LIMIT)))
        self.said.append((found.below, self.pages[-1].text))

    def text(self, found: files.Found, name: str, limit: int) -> str:
        text, problems = plain_files.read(found.path, name, limit)
        self.problems += problems
        return text

    def catalogue(self) -> Catalogue:
        of = self.records
        named = {kind: of.get(kind, []) for kind in MODELS}
        return Catalogue(
            publisher=named["publisher"][0][1],
            departments={record.id: record for _, record in named["department"]},
            fields={one.id: one for _, record in named["fields"] for one in record.fields},
            laws={one.number: one for _, record in named["laws"] for one in record.laws},
            decisions={record.id: record for _, record in named["decision"]},
            life_events={one.id: one for _, record in named["life_events"] for one in record.life_events},
            terms=tuple(one for _, record in named["glossary"] for one in record.terms),
            announcements=tuple(one for _, record in named["announcements"] for one in record.announcements),
            families=tuple(one for _, record in named["families"] for one in record.families),
            apart=tuple(code for _, record in named["families"] for code in record.apart),
            synonyms=tuple(one for _, record in named["synonyms"] for one in record.synonyms),
            elsewhere=tuple(one for _, record in named["elsewhere"] for one in record.elsewhere),
            accepted=tuple(one for _, record in named["accepted"] for one in record.accepted),
            holidays=named["holidays"][0][1] if named["holidays"] else None,
            forms=self.forms,
            procedures={card.code: card for card in reversed(self.cards)},
            stored=self.stored, cards=tuple(self.cards), pages=tuple(self.pages), ledger=self.ledger,
            files=self.where(named), folder=self.catalogue_dir.as_posix(), said=digest_of(self.said),
        )

    def where(self, named: dict[str, list[tuple[str, Any]]]) -> dict[tuple[str, str], str]:
        """(kind, identity) -> file; a second record of one identity stands under its file."""
        places: dict[tuple[str, str], str] = {}
        for kind in ("department", "decision"):
            for name, record in sorted(named[kind], key=lambda each: not each[0].endswith(f"/{each[1].id}.yml")):
                places[kind, name if (kind, record.id) in places else record.id] = name
        for kind in ("publisher", "fields", "laws", "life_events", "glossary", "announcements", "families", "synonyms", "elsewhere", "accepted", "holidays"):
            for name, _ in named[kind]:
                places[kind, ""] = name
        for form_id in self.forms:
            places["form", form_id] = f"{self.forms_dir.as_posix()}/{form_id}.yml"
        return places | {("unread", name): name for name in self.unread}
