"""What must hold beyond the single field: the rules of one record by its kind, and the rules across the catalogue.

A rule yields, it never prints, raises or stops; its name is the name of its sentence in `messages/`, its docstring is the sentence
that an editor is held to. A rule of one record sees neither the date nor other records, so that its findings are kept with the file.
A rule across the catalogue yields each finding with the file that it concerns, and opens a record only to say where.
"""
from __future__ import annotations

from motcua.rules import addresses, cases, dated, days, directory, evidence, examples, fees, filling, guides, lifecycle, parts, reckoning, references, search, templates, times

LOCAL = {
    "procedure": (*parts.PROCEDURE, *cases.PROCEDURE, *times.PROCEDURE, *fees.PROCEDURE, *reckoning.PROCEDURE, *lifecycle.PROCEDURE, *examples.PROCEDURE, *evidence.SOURCED),
    "department": (*directory.DEPARTMENT, *evidence.SOURCED),
    "decision": (*directory.DECISION, *evidence.SOURCED),
    "form": (*directory.FORM, *filling.FORM, *evidence.SOURCED),
    "publisher": directory.PUBLISHER,
    "fields": directory.FIELDS,
    "laws": directory.LAWS,
    "life_events": guides.LIFE_EVENTS,
    "glossary": guides.GLOSSARY,
    "announcements": guides.ANNOUNCEMENTS,
    "families": guides.FAMILIES,
    "synonyms": search.SYNONYMS,
    "elsewhere": search.ELSEWHERE,
    "holidays": days.HOLIDAYS,
}
ACROSS = (*addresses.ACROSS, *references.ACROSS, *templates.ACROSS, *guides.ACROSS, *search.ACROSS)
# Rules that are asked for a day are told by `check` alone: a build of tomorrow is the same build.
ON_A_DAY = (*dated.ON_A_DAY, *search.ON_A_DAY)
