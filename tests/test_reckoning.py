"""Rules on fees that can be reckoned, and changes of them: what is told at which field, what a decision must sign, in which words."""
from __future__ import annotations

from typing import Any

import pytest
from support.catalogues import procedure

from motcua.compare import changes, told
from motcua.model import Procedure
from motcua.rules import reckoning
from motcua.rules.signature import compulsory

DONG = {"status": "amount", "amount": 2000, "currency": "VND", "name": "Phí sao"}
PAGES = {"id": "trang", "ask": "Mấy trang?", "counts": "trang"}
KIN = {"id": "dien", "ask": "Diện nào?", "options": [{"id": "ngheo", "name": "Hộ nghèo"}, {"id": "khac", "name": "Khác"}]}
TYPED = {"counted": {"question": "trang", "to_number": 2}, "times": "trang", "only_if": [{"question": "dien", "options": ["ngheo"]}]}
LESS = {"percent": 50, "text": "Nộp qua mạng"}


def record(*fees: dict[str, Any], questions: tuple = (PAGES, KIN), **fields: Any) -> Procedure:
    return procedure(fees=[DONG | fee for fee in fees or ({},)], fee_questions=list(questions), **fields)


def found(of: Procedure) -> list[tuple[str, str]]:
    return [(finding.rule, ".".join(map(str, finding.at))) for rule in reckoning.PROCEDURE for finding in rule(of)]


def test_a_sound_fee_breaks_no_rule():
    assert found(record(TYPED | {"free_if": [{"question": "dien", "options": ["khac"]}], "exemption": "Diện khác", "reductions": [LESS]})) == []


@pytest.mark.parametrize(("question", "at"), [
    ({"id": "x", "ask": "Gì?"}, "fee_questions.0"), ({"id": "x", "ask": "Gì?", "options": KIN["options"][:1]}, "fee_questions.0"),
    (KIN | {"counts": "người"}, "fee_questions.0"), (KIN | {"options": [KIN["options"][0]] * 2}, "fee_questions.0"),
])
def test_a_question_without_one_way_to_answer_is_told(question: dict[str, Any], at: str):
    assert found(record(questions=(question,))) == [("fee_question_can_be_answered", at)]


def test_a_second_question_of_one_id_is_told_at_its_id():
    assert found(record(questions=(PAGES, PAGES))) == [("fee_question_can_be_answered", "fee_questions.1.id")]


@pytest.mark.parametrize(("fee", "at"), [
    ({"counted": {"question": "to"}}, "counted.question"), ({"times": "to"}, "times"), ({"only_if": [{"question": "to", "options": ["x"]}]}, "only_if.0.question"),
    ({"only_if": [{"question": "dien", "options": ["ngheo", "giau"]}]}, "only_if.0.options.1"),
    ({"reductions": [LESS | {"only_if": [{"question": "dien", "options": ["giau"]}]}]}, "reductions.0.only_if.0.options.0"),
])
def test_a_question_or_an_option_that_is_not_there_is_told_where_it_is_named(fee: dict[str, Any], at: str):
    assert found(record(fee)) == [("fee_question_exists", f"fees.0.{at}")]


@pytest.mark.parametrize(("fee", "at"), [
    ({"times": "dien"}, "times"), ({"counted": {"question": "trang", "from_number": 3, "to_number": 2}}, "counted.to_number"),
    ({"at_least": 2000, "at_most": 1000}, "at_most"), ({"reductions": [LESS | {"percent": 101}]}, "reductions.0.percent"),
    ({"reductions": [LESS | {"percent": 0}]}, "reductions.0.percent"),
])
def test_numbers_that_cannot_be_reckoned_with_are_told(fee: dict[str, Any], at: str):
    assert found(record(fee)) == [("fee_is_counted_by_a_number", f"fees.0.{at}")]


def test_a_condition_that_only_answers_know_is_told():
    bare = {"name": None, "only_if": [{"question": "dien", "options": ["ngheo"]}], "free_if": [{"question": "dien", "options": ["khac"]}]}
    assert found(record(bare)) == [("fee_condition_is_said", "fees.0.only_if"), ("fee_condition_is_said", "fees.0.free_if")]


def example(expect: int, *answers: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"given": {"answers": list(answers)}, "expect": expect} | fields


def test_an_example_tells_what_came_out_by_which_lines():
    of = record({"counted": {"question": "trang"}}, fee_examples=[example(6000, {"question": "trang", "count": 3}), example(5000, {"question": "trang", "count": 3})])
    (finding,) = reckoning.fee_examples_hold(of)
    assert finding.at == ("fee_examples", 1, "expect") and finding.found == "5000 VND"
    assert dict(finding.values) == {"sum": "6000 VND", "missing": "", "places": "", "lines": "fees[0] 3 × 2000"}


def test_an_example_that_lacks_an_answer_or_meets_an_uncertain_fee_says_which():
    unanswered, = reckoning.fee_examples_hold(record({"counted": {"question": "trang"}}, fee_examples=[{"expect": 2000}]))
    unstated, = reckoning.fee_examples_hold(record({"status": "by_regulation", "amount": None}, fee_examples=[{"expect": 2000}]))
    assert (dict(unanswered.values)["missing"], dict(unstated.values)["places"]) == ("answers (trang)", "fees[0]")


def test_an_example_in_another_currency_does_not_hold():
    assert found(record(fee_examples=[{"expect": 2000, "currency": "USD"}])) == [("fee_examples_hold", "fee_examples.0.expect")]
    assert found(record({"currency": "USD", "amount": "2.5"}, fee_examples=[{"expect": "2.5", "currency": "USD"}])) == []


def signed(before: Procedure, after: Procedure) -> list[str]:
    return [change.field for change in compulsory(before, after)]


def test_typing_the_words_of_a_fee_for_the_first_time_needs_no_decision():
    assert signed(record(), record(TYPED)) == []


def test_every_later_change_of_what_is_reckoned_needs_one():
    other = TYPED | {"counted": {"question": "trang", "to_number": 3}, "only_if": [{"question": "dien", "options": ["khac"]}]}
    assert signed(record(TYPED), record(other)) == ["fees[0].only_if[0].options[0]", "fees[0].counted.to_number"]
    assert signed(record(TYPED), record()) == ["fees[0].only_if[0]", "fees[0].counted", "fees[0].times"]
    assert signed(record(), record({"at_most": 5000, "reductions": [LESS]})) == ["fees[0].at_most", "fees[0].reductions[0]"]


def test_a_change_of_what_is_reckoned_is_told_in_words():
    (change,) = changes(record({"at_most": 200000}), record({"at_most": 100000}))
    assert told(change, "vi") == "Khoản phải trả “phí, lệ phí (Phí sao)”, nhiều nhất: từ “200.000” thành “100.000”"
    (change,) = changes(record({"reductions": [LESS]}), record({"reductions": [LESS | {"percent": 30}]}))
    assert told(change, "en") == "Charge “fees (Phí sao)”, reduction “Nộp qua mạng”, percent off: from “50” to “30”"
