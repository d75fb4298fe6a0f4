"""Where on an open page a problem of the catalogue is shown: at the block that shows its field, or above the page."""
from __future__ import annotations

from collections.abc import Iterable

from motcua import urls
from motcua.catalogue import Catalogue
from motcua.messages import Messages
from motcua.problem import Problem, message

# The blocks that show a field of a procedure, the likeliest first: not every page has every block.
_BLOCKS = {
    "name": "summary", "short_name": "summary", "summary": "summary", "status": "summary", "effective_from": "summary", "effective_to": "summary",
    "cases": "cases summary", "cases_question": "cases summary", "processing_time": "time", "fees": "fee", "payment": "fee",
    "submission_methods": "place", "reception_places": "counters place", "accepts_from": "place", "online_service": "place", "online_url": "place",
    "applicant_types": "person", "representation": "person", "results": "results result", "dossier": "papers", "forms": "forms papers",
    "forms_named": "forms papers", "steps": "steps", "correction": "correction", "requirements": "requirements", "requirements_text": "requirements",
    "related_procedures": "related", "replaced_by": "related", "redress": "redress", "legal_basis": "basis", "publication_decisions": "basis",
    "executing_agencies": "basis", "competent_authorities": "basis", "coordinating_agencies": "basis", "sources": "basis", "field": "basis",
}


def shown(problems: Iterable[Problem], path: str, catalogue: Catalogue | None, messages: Messages, language: str) -> list[dict[str, object]]:
    """Every error, and the warnings of the file that the page at this path shows, each with the blocks at which it belongs."""
    own = file_of(path, catalogue) if catalogue else ""
    return [{
        "file": problem.file, "line": problem.line, "column": problem.column, "message": message(problem, messages, language),
        "is_error": problem.is_error, "blocks": _blocks(problem) if problem.file == own else [],
    } for problem in sorted(problem for problem in problems if problem.is_error or problem.file == own)]


def _blocks(problem: Problem) -> list[str]:
    return _BLOCKS.get(problem.field.replace("[", ".").partition(".")[0], "").split()


def file_of(path: str, catalogue: Catalogue) -> str:
    """The file of the record that the page at this path is about; empty where it is about none or several."""
    for language in catalogue.publisher.languages[1:]:
        path = path.removeprefix(f"{language}/")
    first, *rest = path.split("/")
    for start, kind, length in ((urls.DEPARTMENTS, "department", 1), (urls.DECISIONS, "decision", 1), (urls.FORMS, "form", 2)):
        if start == f"{first}/":
            return catalogue.files.get((kind, "/".join(rest[:length])), "")
    card = catalogue.procedures.get(rest[0]) if rest and urls.procedure(rest[0]) == f"{first}/{rest[0]}/" else None
    return card.file if card else ""
