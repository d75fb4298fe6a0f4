"""What the rules of one record ask beyond its fields, as far as JSON Schema can say it, by model."""
from __future__ import annotations

from functools import cache

from motcua.messages import Messages
from motcua.rules.directory import SCHEMA_VERSION
from motcua.rules.lifecycle import ENDED
from motcua.rules.parts import OF_EVERY_PROCEDURE
from motcua.rules.times import WITHOUT_NUMBER
from motcua.text import LANGUAGES, SOURCE_LANGUAGE, SUMMARY_LANGUAGES

Json = dict[str, object]

_NOT_EMPTY: Json = {"minItems": 1}
_LEVEL: Json = {"minimum": 1, "maximum": 4}
# A number in quotes is one too.
_NOTHING: Json = {"enum": [0, "0"]}


def told(rule: str, schema: Json, **values: object) -> Json:
    """A schema that says the rule's own sentence, in the editors that know how, where it is not met."""
    return schema | {"errorMessage": sentences().in_general(rule, SOURCE_LANGUAGE, **values)}


@cache
def sentences() -> Messages:
    """The sentences of the rules."""
    return Messages()


def _has(*names: str) -> Json:
    return {"required": list(names)}


def _one_of_these(*names: str) -> Json:
    return {"anyOf": [_has(name) for name in names]}


def _is(name: str, *words: object) -> Json:
    return {"properties": {name: {"enum": list(words)}}, "required": [name]}


def _when(test: Json, then: Json, otherwise: Json | None = None) -> Json:
    return {"if": test, "then": then} | ({"else": otherwise} if otherwise else {})


def _without(*names: str) -> Json:
    return {"properties": {name: False for name in names}}


# What a part must hold to say anything, as the rule on compulsory parts counts it.
_PARTS: dict[str, Json] = {
    "dossier": {"anyOf": [{"properties": {"components": _NOT_EMPTY}, **_has("components")}, _has("text")]},
    "processing_time": {"anyOf": [{"properties": {"rows": _NOT_EMPTY}, **_has("rows")}, _has("text")]},
    "applicant_types": {"contains": {"not": {"const": "not_stated"}}},
    "submission_methods": {"contains": {"anyOf": [{"not": _is("channel", "not_stated")}, _has("description")]}},
}


def _part(name: str) -> Json:
    return {"properties": {name: _PARTS.get(name, _NOT_EMPTY)}, "required": [name]}


def _gap(name: str) -> Json:
    return {"properties": {"gaps": {"contains": {"const": name}}}, "required": ["gaps"]}


def _whole(name: str) -> Json:
    return told("full_record_has_its_parts", _part(name), part=name)


_FULL: Json = {"not": _is("completeness", "listed", "partial")}
_DOSSIER_WITH_PAPERS: Json = {"properties": {"dossier": {"properties": {"components": _NOT_EMPTY}, "required": ["components"]}}, "required": ["dossier"]}
# An imported record is only warned: its editor mends it piece by piece.
_AUTHORED: Json = {"allOf": [
    told("authored_record_has_a_short_name", _has("short_name")),
    told("authored_record_has_a_summary", _has("summary")),
    _when(_FULL, {"allOf": [
        *map(_whole, OF_EVERY_PROCEDURE),
        _when(_DOSSIER_WITH_PAPERS, {"properties": {"dossier": told("dossier_says_how_many_sets", _has("sets"))}}),
    ]}),
    _when(_is("completeness", "partial"), {"allOf": [{"anyOf": [_part(name), _gap(name)]} for name in OF_EVERY_PROCEDURE]}),
    *({"not": {"allOf": [_part(name), _gap(name)]}} for name in OF_EVERY_PROCEDURE),
    {"properties": {"dossier": {"properties": {"sets": {"not": _NOTHING}}}}},
    _when(_is("online_service", "partial"), told("partial_online_service_has_its_reason", _has("online_partial_reason"))),
    _when(_is("status", "replaced"), told("replaced_procedure_names_its_successor", _has("replaced_by"))),
    _when(_is("status", *ENDED), told("ended_procedure_has_its_last_day", _has("effective_to"), status=", ".join(ENDED))),
    _when(_has("replaced_by"), told("procedure_with_a_successor_ends", _has("effective_to"))),
]}

CONDITIONS: dict[str, list[Json]] = {
    "Procedure": [_when({"not": _is("origin", "imported")}, _AUTHORED), {"properties": {"proactive_level": _LEVEL}}],
    "LegacyOnlineLevel": [{"properties": {"level": _LEVEL}}],
    "Duration": [
        _when(_is("unit", *WITHOUT_NUMBER), {}, _one_of_these("value", "up_to")),
        _when(_is("unit", "same_day"), told("same_day_has_no_number", _without("value", "up_to")), {"properties": {"value": {"not": _NOTHING}}}),
    ],
    "TimeRow": [told("time_row_says_how_long", _one_of_these("statutory", "committed", "text"))],
    "Fee": [
        _when(_is("status", "amount"), {"allOf": [
            told("priced_fee_has_an_amount", _has("amount")), told("fee_names_its_currency", _has("currency")),
            {"properties": {"amount": told("fee_of_nothing_is_free", {"not": _NOTHING})}},
        ]}),
        _when(_is("status", "free"), told("free_fee_has_no_amount", _without("amount"))),
        _when({"not": _is("status", "amount", "free")}, _without("amount")),
        _when(_is("currency", "VND"), {"properties": {"amount": told("amount_is_whole_dong", {"type": ["integer", "string"], "pattern": "^[0-9]+$"})}}),
    ],
    "Component": [_when(_has("paper"), {"properties": {"choose": False, "of": {"maxItems": 0}}},
                        {"properties": {"of": _NOT_EMPTY}, **_has("choose", "of")})],
    "ReceptionPlace": [told("reception_place_is_somewhere", _one_of_these("department", "text"))],
    "InterlinkedPart": [told("interlinked_part_says_what_it_is", _one_of_these("procedure", "name"))],
    "LifeEventStep": [told("life_event_step_is_something", {"oneOf": [_has("procedure"), _has("title")]})],
    "Family": [{"properties": {"procedures": {"minItems": 2, "uniqueItems": True}}}],
    "Saying": [{"anyOf": [{"properties": {name: _NOT_EMPTY}, **_has(name)} for name in ("mean", "procedures")]},
               {"properties": {"weight": {"minimum": 0.1, "maximum": 1}}}],
    "Publisher": [{"properties": {
        "schema_version": {"enum": [SCHEMA_VERSION, str(SCHEMA_VERSION)]},
        "languages": {"items": {"enum": list(LANGUAGES)}, "minItems": 1, "uniqueItems": True, "allOf": [{"items": [{"const": SOURCE_LANGUAGE}]}]},
        "site_url": {"pattern": r"^\s*https?://[^?#]+$"},
    }}],
    "SummaryLanguage": [{"properties": {"code": {"enum": list(SUMMARY_LANGUAGES)}}}],
    "Form": [{"properties": {"file": {"pattern": r"""^[^\\/:*?"<>|.][^\\/:*?"<>|]*\.(?:[dD][oO][cC][xX]|[oO][dD][tT]|[pP][dD][fF])\s*$"""}}}],
}
