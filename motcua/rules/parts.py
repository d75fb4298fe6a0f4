"""Rules on what a procedure must say: the parts that Decree 63/2010 art. 8.2 compels, and the words that lists show."""
from __future__ import annotations

from collections.abc import Iterator

from motcua.model import NOT_STATED, Procedure
from motcua.problem import Finding
from motcua.prose import refusal, removed
from motcua.rules.examples import examples
from motcua.rules.strictness import by_origin

OF_EVERY_PROCEDURE = ("steps", "submission_methods", "dossier", "processing_time", "applicant_types", "executing_agencies")


def has(procedure: Procedure, part: str) -> bool:
    """Whether the record says anything about a part; `not_stated` alone says nothing."""
    if part == "dossier":
        return procedure.dossier is not None and bool(procedure.dossier.components or procedure.dossier.text)
    if part == "processing_time":
        return procedure.processing_time is not None and bool(procedure.processing_time.rows or procedure.processing_time.text)
    if part == "applicant_types":
        return any(kind != NOT_STATED for kind in procedure.applicant_types)
    if part == "submission_methods":
        return any(method.channel != NOT_STATED or method.description for method in procedure.submission_methods)
    if part == "requirements":
        return bool(procedure.requirements or procedure.requirements_text)
    if part == "forms":
        return bool(procedure.forms or procedure.forms_named)
    return bool(getattr(procedure, part))


def missing_parts(procedure: Procedure) -> tuple[str, ...]:
    """The parts that the law compels and the record lacks (its name, the first of them, no record can lack)."""
    return tuple(part for part in OF_EVERY_PROCEDURE if not has(procedure, part))


def full_record_has_its_parts(procedure: Procedure) -> Iterator[Finding]:
    """A record that calls itself full has every part that Decree 63/2010 art. 8.2 compels."""
    if procedure.completeness == "full":
        for part in missing_parts(procedure):
            yield Finding("full_record_has_its_parts", (part,), severity=by_origin(procedure), values=(("part", part),))


def missing_part_is_named(procedure: Procedure) -> Iterator[Finding]:
    """A partial record names every compulsory part that it lacks."""
    if procedure.completeness == "partial":
        for part in missing_parts(procedure):
            if part not in procedure.gaps:
                yield Finding("missing_part_is_named", ("gaps",), severity=by_origin(procedure), values=(("part", part),))


def imported_record_has_its_parts(procedure: Procedure) -> Iterator[Finding]:
    """A compulsory part that an imported record lacks is reported to whoever publishes it."""
    if procedure.origin == "imported" and procedure.completeness == "partial":
        for part in missing_parts(procedure):
            if part in procedure.gaps:
                at = ("gaps", procedure.gaps.index(part))
                yield Finding("imported_record_has_its_parts", at, severity="warning", values=(("part", part),))


def gap_is_a_gap(procedure: Procedure) -> Iterator[Finding]:
    """A part named as missing is missing, or holds an example with which a draft was begun."""
    for number, part in enumerate(procedure.gaps):
        if has(procedure, part) and not examples(getattr(procedure, part)):
            yield Finding("gap_is_a_gap", ("gaps", number), part, by_origin(procedure), (("part", part),))


def dossier_says_how_many_sets(procedure: Procedure) -> Iterator[Finding]:
    """A full record of our own says how many sets of the dossier are handed in, as the same article compels."""
    dossier = procedure.dossier
    if dossier and dossier.components and dossier.sets is None and (procedure.origin, procedure.completeness) == ("authored", "full"):
        yield Finding("dossier_says_how_many_sets", ("dossier", "sets"))


def dossier_has_a_set(procedure: Procedure) -> Iterator[Finding]:
    """A dossier is handed in at least once."""
    if procedure.dossier and procedure.dossier.sets == 0:
        yield Finding("dossier_has_a_set", ("dossier", "sets"), 0, by_origin(procedure))


def authored_record_has_a_short_name(procedure: Procedure) -> Iterator[Finding]:
    """A record of our own has a short name, since official names do not fit on a first screen."""
    if procedure.origin == "authored" and not procedure.short_name:
        yield Finding("authored_record_has_a_short_name", ("short_name",))


def authored_record_has_a_summary(procedure: Procedure) -> Iterator[Finding]:
    """A record of our own says in a sentence what it is for."""
    if procedure.origin == "authored" and not procedure.summary:
        yield Finding("authored_record_has_a_summary", ("summary",))


def what_lists_show_is_in_english_too(procedure: Procedure) -> Iterator[Finding]:
    """The words that lists show are in English in a record of our own that is in English elsewhere: among them, its cases, steps or results."""
    shown = {key: text for key in ("name", "short_name", "summary") if (text := getattr(procedure, key))}
    lacking = [key for key, text in shown.items() if not text.en]
    if procedure.origin == "authored" and lacking and (len(lacking) < len(shown) or _is_in_english(procedure)):
        for key in lacking:
            yield Finding("what_lists_show_is_in_english_too", (key,), severity="warning", values=(("part", key),))


def _is_in_english(procedure: Procedure) -> bool:
    return any(step.text.en for step in procedure.steps) or any(each.name.en for each in (*procedure.cases, *procedure.results))


def list_names_each_once(procedure: Procedure) -> Iterator[Finding]:
    """A list names each thing once."""
    lists = {key: getattr(procedure, key) for key in (
        "administrative_levels", "applicant_types", "forms", "executing_agencies", "competent_authorities", "coordinating_agencies",
        "publication_decisions", "former_codes", "gaps", "popular_names", "keywords")}
    lists["legal_basis"] = tuple((basis.law, basis.article) for basis in procedure.legal_basis)
    for key, items in lists.items():
        for number, item in enumerate(items):
            if item in items[:number]:
                yield Finding("list_names_each_once", (key, number), item[0] if isinstance(item, tuple) else item, "warning")


def partial_online_service_has_its_reason(procedure: Procedure) -> Iterator[Finding]:
    """A service that is online in part says why the rest is not."""
    if procedure.online_service == "partial" and not procedure.online_partial_reason:
        yield Finding("partial_online_service_has_its_reason", ("online_service",), severity=by_origin(procedure))


def reason_belongs_to_a_partial_service(procedure: Procedure) -> Iterator[Finding]:
    """The reason for a service that is online in part stands beside no other kind of service."""
    if procedure.online_partial_reason and procedure.online_service != "partial":
        yield Finding("reason_belongs_to_a_partial_service", ("online_partial_reason",), severity="warning",
                      values=(("service", procedure.online_service),))


def online_level_is_from_1_to_4(procedure: Procedure) -> Iterator[Finding]:
    """Both scales of online services run from 1 to 4."""
    levels = [(("legacy_online_level", "level"), procedure.legacy_online_level and procedure.legacy_online_level.level),
              (("proactive_level",), procedure.proactive_level)]
    for at, level in levels:
        if level is not None and not 1 <= level <= 4:
            yield Finding("online_level_is_from_1_to_4", at, level)


def markdown_can_be_shown(procedure: Procedure) -> Iterator[Finding]:
    """Markdown is not so deep or tangled that it cannot be turned into a page."""
    for language, words in procedure.requirements.items() if procedure.requirements else ():
        if refused := refusal(words):
            yield Finding("markdown_can_be_shown", ("requirements", language), refused.found, values=(("within", refused.line),))


def markdown_is_shown_whole(procedure: Procedure) -> Iterator[Finding]:
    """Markdown holds no tag, picture or address that the page would leave out."""
    for language, words in procedure.requirements.items() if procedure.requirements else ():
        for lost in removed(words)[:1]:
            yield Finding("markdown_is_shown_whole", ("requirements", language), lost, by_origin(procedure))


PROCEDURE = (
    full_record_has_its_parts, missing_part_is_named, imported_record_has_its_parts, gap_is_a_gap, dossier_says_how_many_sets,
    dossier_has_a_set, authored_record_has_a_short_name, authored_record_has_a_summary, what_lists_show_is_in_english_too,
    list_names_each_once,
    partial_online_service_has_its_reason, reason_belongs_to_a_partial_service, online_level_is_from_1_to_4, markdown_can_be_shown,
    markdown_is_shown_whole,
)
