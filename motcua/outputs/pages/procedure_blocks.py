"""Gathers a procedure's page: words chosen, numbers written, links made, block by block."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from motcua import prose, provenance, say, urls
from motcua.model import Component, Procedure
from motcua.model.views import Summary
from motcua.outputs.pages.files import FormLine, form_line
from motcua.outputs.pages.links import Link
from motcua.outputs.pages.procedure_context import Chooser, Group, Inputs, Page, Row, Spoken, Steps
from motcua.outputs.pages.rows import told
from motcua.outputs.pages.procedure_taken import taken
from motcua.outputs.pages.procedure_tools import Asked, tools
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Markup
from motcua.say import NOTHING, Said
from motcua.text import date_text, number

VISIBLE_CASES = 3
# The field of a record that answers each row of the summary.
_FIELDS = {"time": "processing_time", "fee": "fees", "place": "submission_methods", "person": "applicant_types", "result": "results"}
CLAMPED = 90


class Gathering:
    """One gathering of one page's context."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs, self.parts, self.words, self.case = inputs, inputs.parts, inputs.words, inputs.case
        self.record: Procedure = inputs.parts.record.load()
        self.departments = {each.id: each for each in inputs.parts.departments}
        self.neighbours = {each.code: each for each in inputs.parts.neighbours}
        self.way = Ways(urls.procedure(inputs.parts.code, inputs.case), inputs.words.language, inputs.parts.site.languages)
        self.links = {law.number: self.way(urls.law(law.number)) for law in inputs.parts.laws}
        self.links |= {code: self.way(urls.procedure(code)) for code in self.neighbours if code != self.record.code}
        self.telephone = say.telephone(self.record, self.departments, inputs.parts.site.hotline)
        self.is_gone = inputs.parts.state in ("abolished", "replaced")

    def page(self) -> Page:
        record, words, case = self.record, self.words, self.case
        forms = {form.id: form_line(form, words, self.way, record.code) for form in self.parts.forms}
        papers, by_case = say.papers(record, words, case), () if case else say.papers_by_case(record, words)
        counters = say.counters(record, self.departments, words)
        official = say.phrase(record.name, words.language)
        return Page(
            words=words, name=say.short_name(record, words.language), official_name=official if record.short_name else NOTHING,
            is_long=len(official) > CLAMPED, banner=say.banner(record, self.parts.state, words), successor=self.successor(),
            remarks=tuple(self.remarks()),
            deadline=self.deadline(), chooser=self.chooser(), case=say.small(self.case_name(case)),
            change_case=self.way(urls.procedure(record.code)) if case else "", rows=tuple(self.rows()), counters=counters, elsewhere=self.elsewhere(),
            main_action=self.main_action(), actions=tuple(self.actions(counters)),
            track=self.parts.site.track_url if not self.is_gone else "",
            tools=tools(Asked(record, self.parts.state, case, self.departments, self.links, self.parts.forms, self.parts.site), words, self.way),
            taken=taken(record, self.parts.state, case, self.parts.departments, self.parts.site, words, self.way),
            sets=say.sets(record, words), papers=papers, papers_by_case=tuple((each, self.case_way(each.case)) for each in by_case),
            has_papers=record.completeness != "listed", papers_reading=self.reading("dossier"), steps_reading=self.reading("steps"), forms_by_id=forms, forms=tuple(self.forms(forms)), steps=tuple(self.steps()),
            corrections=say.corrections(record, self.telephone, words), requirements=self.requirements(), results=self.results(),
            related=tuple(self.related()), spoken=tuple(self.spoken()), redress=say.redress(record, self.parts.contact, words), basis=self.basis(),
            data=self.way.file(urls.procedure_json(record.code)), published=tuple(self.published()),
        )

    def case_name(self, case: str) -> Said:
        return next((say.phrase(each.name, self.words.language) for each in self.record.cases if each.id == case), NOTHING)

    def case_way(self, case: str) -> str:
        return self.way(urls.procedure(self.record.code, case))

    def remarks(self) -> Iterator[Said]:
        """What a reader must know before reading on."""
        if self.record.is_internal:
            yield say.said(self.words("state.internal"))
        if self.record.completeness == "listed":
            yield say.listed(self.telephone, self.words)

    def successor(self) -> Link | None:
        code = self.record.replaced_by
        if not code:
            return None
        neighbour = self.neighbours.get(code)
        return self.neighbour(neighbour) if neighbour else Link(self.words("shared.code", code=code), "")

    def neighbour(self, summary: Summary) -> Link:
        name = say.paired(summary.short_name or summary.name, self.words.language)
        facts = say.join(" · ", (say.paired(line, self.words.language) for line in (summary.time, summary.fee)))
        return Link(name, self.way(urls.procedure(summary.code)), facts)

    def deadline(self) -> Row | None:
        time = self.record.processing_time
        cases = time.file_within.cases if time and time.file_within else ()
        # Without a case chosen nobody's deadline is shown as everybody's; the case's own page has it.
        if cases and self.case not in cases:
            return None
        answer = say.file_within(self.record, self.words)
        return Row("file_within", self.words("heading.file_within"), self.words("heading.file_within_term"), answer) if answer else None

    def chooser(self) -> Chooser | None:
        if self.case or not self.record.cases:
            return None
        question = say.phrase(self.record.cases_question, self.words.language) or self.words("cases.question")
        labels = say.case_labels(self.record.cases, self.words)
        links = tuple(Link(label, self.case_way(case.id)) for label, case in zip(labels, self.record.cases, strict=True))
        return Chooser(question, links[:VISIBLE_CASES], links[VISIBLE_CASES:])

    @cached_property
    def answers(self) -> dict[str, say.Answer]:
        """How long and how much: the summary and the link preview both say them."""
        return {"time": say.time_answer(self.record, self.words, self.case), "fee": say.fee_answer(self.record, self.words, self.case)}

    def rows(self) -> Iterator[Row]:
        record, words = self.record, self.words
        answers = self.answers | {
            "place": say.place_answer(record, self.departments, words), "person": say.person_answer(record, words),
            "result": say.result_answer(record, words),
        }
        shown = ("place",) if record.completeness == "listed" else tuple(answers)
        for key in shown:
            # Where a case is still to be chosen, the first screen is the choice, and every case is said below it.
            glance = say.glance(answers[key], words, key) if key in self.answers and (self.case or not record.cases) else None
            yield Row(key, words(f"heading.{key}"), words(f"heading.{key}_term"), answers[key], glance, self.reading(_FIELDS[key]))

    def main_action(self) -> Link | None:
        """Apply online where that is possible, else ask; nobody is sent to apply for what no longer applies, or not yet."""
        if self.is_gone:
            return None
        if self.record.online_url and self.parts.state != "announced" and self.record.online_service in ("partial", "full", "not_stated"):
            return Link(self.words("action.online"), self.record.online_url)
        return Link(self.words("action.call", phone=self.telephone), say.dial(self.telephone)) if self.telephone else None

    def elsewhere(self) -> Link | None:
        """Where one looks for one's counter among more than a page lists."""
        if many := say.counters_elsewhere(self.record, self.departments):
            return Link(self.words("place.elsewhere", n=number(many, self.words.language)), self.way(urls.OFFICES))
        return None

    def actions(self, counters: tuple[say.Counter, ...]) -> Iterator[Link]:
        if counters and not self.is_gone:
            alone = counters[0].map_url if len(counters) == 1 else ""
            yield Link(self.words("action.map"), alone or "#counters")

    def forms(self, known: dict[str, FormLine]) -> Iterator[FormLine]:
        """Every blank once: those at hand, then those that are only named."""
        yield from known.values()
        named = (*self.record.forms_named, *_named_in(self.record.dossier.components if self.record.dossier else ()))
        for name in dict.fromkeys(named):
            yield FormLine(say.said(self.words("shared.named_only", name=name)), "", "", "")

    def steps(self) -> Iterator[Steps]:
        steps = [step for step in self.record.steps if not self.case or not step.cases or self.case in step.cases]
        start = 0
        while start < len(steps):
            actor, end = steps[start].actor, start
            while end < len(steps) and steps[end].actor == actor:
                end += 1
            lines = tuple((say.phrase(step.title, self.words.language), self.outline(say.phrase(step.text, self.words.language)))
                         for step in steps[start:end])
            yield Steps(say.step_actor(self.record, actor, self.words), start + 1, lines)
            start = end

    def outline(self, line: Said) -> Markup:
        """Author text as paragraphs and lists, in its own language."""
        html = prose.html(str(line), self.links)
        language = line.pieces[0][1] if line else ""
        return Markup('<div lang="{}">{}</div>').format(language, html) if language else html

    def requirements(self) -> Markup:
        record, language = self.record, self.words.language
        if record.requirements is None:
            return self.outline(say.phrase(record.requirements_text, language)) if record.requirements_text else Markup("")
        line = say.phrase(record.requirements, language)
        html = prose.markdown(str(line), self.links)
        if not isinstance(html, Markup):
            return self.outline(line)
        return Markup('<div lang="{}">{}</div>').format(line.pieces[0][1], html) if line.pieces[0][1] else html

    def results(self) -> tuple[tuple[Said, tuple[Said, ...]], ...]:
        found = ((say.phrase(result.name, self.words.language), say.result_lines(result, self.words)) for result in self.record.results)
        return tuple(each for each in found if each[1])

    def related(self) -> Iterator[Group]:
        for relation in ("before", "after", "alternative", "related"):
            links = tuple(self.neighbour(self.neighbours[each.procedure]) for each in self.record.related_procedures
                          if each.relation == relation and each.procedure in self.neighbours)
            if links:
                yield Group(self.words(f"related.{relation}"), links)
        family = tuple(each for each in self.parts.family if each.code != self.record.code)
        if family:
            alike = frozenset(each.code for each in family)
            links = tuple(Link(row.name, row.href, say.join(" · ", (row.level, row.facts))) for row in told(family, alike, self.words, self.way))
            yield Group(self.words("related.family"), links)

    def spoken(self) -> Iterator[Spoken]:
        """The name and the summary in each language that speaks in the summary box alone, where they were written in it."""
        for language, name in self.parts.spoken:
            lines = (text.words(language) for text in (self.record.short_name or self.record.name, self.record.summary) if text)
            if told := tuple(line for line in lines if line):
                yield Spoken(language, name, told)

    def reading(self, key: str) -> str:
        """How an imported value was read, and when; empty for what people wrote here."""
        read = provenance.reading(self.record, key)
        if read is None:
            return ""
        return self.words(f"reading.{read.how}_on", date=date_text(date.fromisoformat(read.on), self.words.language)) if read.on else self.words(f"reading.{read.how}")

    def basis(self) -> tuple[say.Facts, ...]:
        around = say.Around(self.departments, {law.number: law for law in self.parts.laws},
                            {decision.id: decision for decision in self.parts.decisions}, self.neighbours,
                            say.paired(self.parts.field.name, self.words.language), self.parts.field.address, self.way)
        return (*say.legal_facts(self.record, around, self.words), *say.office_facts(self.record, around, self.words, self.case),
                *say.source_facts(self.record, self.words))

    def published(self) -> Iterator[tuple[str, tuple[tuple[str, Markup], ...]]]:
        """The words of the source, as they were published."""
        record, words = self.record, self.words
        texts_of = {"name": [record.name]}
        # An editor's notes are no source's words: they stand beside the values that they explain.
        if record.origin == "imported":
            texts_of |= {
                "channels": [method.description for method in record.submission_methods],
                "time": [*(row.text for row in record.processing_time.rows), record.processing_time.text] if record.processing_time else [],
                "fee": [fee.text for fee in record.fees],
                "dossier": [record.dossier.text] if record.dossier else [],
            }
        for key, texts in texts_of.items():
            lines = dict.fromkeys(text.vi for text in texts if text)
            if lines:
                yield words(f"published.{key}"), tuple(("" if words.language == "vi" else "vi", prose.html(line, self.links)) for line in lines)


def _named_in(components: Iterable[Component]) -> Iterator[str]:
    """The blanks that papers name without a file."""
    for component in components:
        yield from component.form_named
        yield from _named_in(component.of)
