"""Rules of what people call things: names that collide, and procedures that nothing said leads to."""
from __future__ import annotations

from types import SimpleNamespace

import pytest

from motcua.cards import card_of
from motcua.model import Procedure
from motcua.rules import search

FILE = "catalogue/procedures/a/{}.yml"


def card(code: str = "1.000001", **values: object):
    sound = {"code": code, "name": "Phê duyệt kế hoạch đo mưa", "short_name": "Duyệt việc đo mưa", "summary": "Xin duyệt.", "field": "khi-tuong",
             "status": "in_force", "completeness": "full", "applicant_types": ["citizen"]}
    return card_of(Procedure.model_validate(sound | values), FILE.format(code), "")


def reached(*cards, synonyms=()) -> bool:
    catalogue = SimpleNamespace(cards=cards, synonyms=synonyms)
    return not list(search.procedure_is_reached_by_what_people_say(catalogue, "2026-11-22"))


def test_a_procedure_that_nothing_said_leads_to_is_told_at_its_name():
    (told,) = search.procedure_is_reached_by_what_people_say(SimpleNamespace(cards=(card(),), synonyms=()), "2026-11-22")
    assert told[0] == FILE.format("1.000001")
    assert (told[1].at, told[1].found, told[1].severity) == (("name",), "Phê duyệt kế hoạch đo mưa", "warning")


@pytest.mark.parametrize("values", [
    {"popular_names": ["xin đo mưa"]}, {"keywords": ["vũ lượng"]}, {"name": "Đăng ký khai sinh lưu động"}, {"short_name": "Duyệt đăng ký kết hôn"},
    {"applicant_types": ["business"]}, {"completeness": "listed"}, {"status": "abolished", "effective_to": "2026-01-01"}, {"is_internal": True},
])
def test_a_word_that_leads_to_it_is_enough_and_what_citizens_do_not_look_for_needs_none(values: dict):
    assert reached(card(**values))


def test_a_synonym_of_the_catalogue_leads_to_the_procedure_that_it_names():
    saying = SimpleNamespace(say=("đo mưa",), mean=(), procedures=("1.000001",), weight=None, kind="colloquial", field=None)
    assert reached(card(), synonyms=(saying,))


def test_two_procedures_of_one_name_are_told_at_the_later_one():
    catalogue = SimpleNamespace(cards=(card("1.000003", short_name="duyệt  việc đo mưa"), card("1.000001"), card("1.000002", short_name="Duyệt việc đo gió")))
    ((file, finding),) = search.names_tell_procedures_apart(catalogue)
    assert (file, finding.at, dict(finding.values)) == (FILE.format("1.000003"), ("short_name",), {"other": "1.000001"})


def test_what_is_no_longer_in_force_may_share_its_name_with_what_came_after_it():
    gone = card("1.000002", status="replaced", replaced_by="1.000001", effective_to="2026-01-01")
    assert list(search.names_tell_procedures_apart(SimpleNamespace(cards=(card(), gone)))) == []
