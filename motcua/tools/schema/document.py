"""A kind of file as JSON Schema (draft 07, which editors understand), made from the models."""
from __future__ import annotations

from motcua.judge import A_DEPARTMENT
from motcua.model import Record
from motcua.readers import A_DAY, A_NUMBER, MOST, URL_LIMIT
from motcua.text import LANGUAGES, SOURCE_LANGUAGE, SUMMARY_LANGUAGES
from motcua.tools.fields import FILES, PHRASES, Held, fields
from motcua.tools.schema import words
from motcua.tools.schema.conditions import CONDITIONS, Json, told

# From 1900 to 2200.
_YEAR = "(?:19[0-9]{2}|2[01][0-9]{2}|2200)"
_HOST = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_MAIL = rf"[A-Za-z0-9_%+-]+(?:\.[A-Za-z0-9_%+-]+)*@{_HOST}"
_ID = "[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?"
_CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
# How the strict readers want each kind of text; blanks around it do no harm.
_PATTERNS = {
    "words": r"\S", "code": r"^\s*[0-9]\.[0-9]{6}(?:\.H[0-9]{2})?\s*$", "id": rf"^\s*{_ID}\s*$", "form_id": rf"^\s*[a-z0-9-]{{1,60}}/{_ID}\s*$",
    "language": r"^\s*[a-z]{2,3}\s*$", "tag": r"^\s*[a-z](?:[a-z0-9_]{0,58}[a-z0-9])?\s*$", "currency": r"^\s*[A-Z]{3}\s*$", "email": rf"^\s*{_MAIL}\s*$",
    "time_of_day": rf"^\s*{_CLOCK}\s*$", "hours": rf"^\s*{_CLOCK}-{_CLOCK}\s*$", "phone": r"^\s*\+?[0-9(][0-9 ().-]*[0-9]\s*$",
    "url": rf"""^\s*(?:https?://{_HOST}(?::[0-9]{{1,5}})?(?:[/?#][^\s"'<>\\^`{{|}}]*)?|mailto:{_MAIL}|tel:\+?[0-9]{{3,15}})\s*$""",
}
_VALUES: dict[str, Json] = {
    "whole": {"type": ["integer", "string"], "pattern": "^(?:0|[1-9][0-9]*)$", "minimum": 0, "maximum": MOST},
    "number": {"type": ["number", "string"], "pattern": r"^(?:0|[1-9][0-9]*)(?:\.[0-9]{1,6})?$", "minimum": 0, "maximum": MOST},
    "flag": {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": "^(?:true|false)$"}]},
    "day": {"type": "string", "pattern": rf"^{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$", "format": "date"},
}
# The rule whose sentence says how a value is written; a text that is none, such as an unquoted number, wants quotes.
_RULES = {
    "code": "code_is_well_formed", "form_id": "form_id_is_well_formed", "language": "language_is_a_code", "tag": "tag_is_well_formed", "currency": "currency_is_well_formed",
    "time_of_day": "time_of_day_is_well_formed", "hours": "hours_are_well_formed",
    "email": "email_is_an_address", "phone": "phone_is_one_number", "url": "address_is_a_web_address", "whole": "number_is_whole",
    "number": "number_is_decimal", "flag": "answer_is_true_or_false", "day": "date_is_year_month_day", "id": "id_is_well_formed",
}
_LIMITS = {"short_name": 80, "summary": 200, "url": URL_LIMIT, "email": 254, "phone": 40}


def document(kind: str) -> Json:
    """The schema of a kind of file."""
    model = FILES[kind]
    definitions: dict[str, Json] = {}
    _define(model, definitions)
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": words.file(kind),
            "allOf": [{"$ref": f"#/definitions/{model.__name__}"}], "definitions": dict(sorted(definitions.items()))}


def _define(model: type[Record], definitions: dict[str, Json]) -> None:
    """The schema of a record, and of every record inside it."""
    if model.__name__ in definitions:
        return
    definitions[model.__name__] = {}
    known = fields(model)
    made: Json = {"type": "object", "additionalProperties": False,
                  "properties": {name: _property(model, name, held, definitions) for name, held in known.items()}}
    if required := [name for name, held in known.items() if held.is_required]:
        made["required"] = required
    if asked := CONDITIONS.get(model.__name__):
        made["allOf"] = asked
    definitions[model.__name__] = made


def _property(model: type[Record], name: str, held: Held, definitions: dict[str, Json]) -> Json:
    called = words.field(model, name)
    value = _value(held, definitions)
    if held.is_list:
        value = {"type": "array", "items": value}
    about = {"title": called.title} | ({"description": f"{called.about}."} if called.about else {})
    return about | ({"allOf": [value]} if "$ref" in value else value)


def _value(held: Held, definitions: dict[str, Json]) -> Json:
    if held.model:
        _define(held.model, definitions)
        return {"$ref": f"#/definitions/{held.model.__name__}"}
    if held.kind == "one_of":
        value = {"enum": list(held.choices), "enumDescriptions": [words.choice(word) for word in held.choices]}
        return told("value_is_one_of", value, allowed=", ".join(held.choices), nearest="")
    if held.kind in PHRASES:
        return _phrase(_text(held.kind))
    return told(_RULES[held.kind], _VALUES[held.kind], like=A_DAY if held.kind == "day" else A_NUMBER) if held.kind in _VALUES else _text(held.kind)


def _text(kind: str) -> Json:
    limit = {"maxLength": _LIMITS[kind]} if kind in _LIMITS else {}
    return told(_RULES.get(kind, "quote_this_text"), {"type": "string", "pattern": _PATTERNS.get(kind, _PATTERNS["words"])} | limit, example=A_DEPARTMENT)


def _phrase(text: Json) -> Json:
    """A text in the first language, or one in each of several."""
    languages = {language: text for language in (*LANGUAGES, *SUMMARY_LANGUAGES)}
    return {"anyOf": [text, {"type": "object", "properties": languages, "required": [SOURCE_LANGUAGE], "additionalProperties": False}]}
