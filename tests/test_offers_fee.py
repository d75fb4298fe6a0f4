"""What the tool on fees is given: the rates with words and laws, only the questions they leave open, or what is missing."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.catalogues import procedure
from support.pages import EN, VI

from motcua import charges, rates, source
from motcua.charges import Situation
from motcua.judge import judge
from motcua.model import Procedure
from motcua.offers import fee
from motcua.offers.offer import Missing, Offer

SAMPLE = sorted((Path(__file__).parents[1] / "catalogue" / "procedures").glob("*/*.yml"))
DONG = {"status": "amount", "amount": 8000, "currency": "VND"}
PAGES = {"fee_questions": [{"id": "trang", "ask": {"vi": "Có mấy trang?", "en": "How many pages?"}, "counts": {"vi": "trang", "en": "page"}}]}


def sample(path: Path) -> Procedure:
    record, problems = judge(Procedure, source.read(path, path.name))
    assert record is not None, problems
    return record


def offered(*fees: dict[str, Any], case: str = "", words=VI, **fields: Any):
    return fee.offer(procedure(fees=list(fees), **fields), case, {"60/2014/QH13": "../../van-ban/60-2014-qh13/"}, words)


def test_a_sum_that_is_the_same_for_all_is_left_to_the_page():
    assert offered() is None
    assert offered(DONG) is None
    assert offered({"status": "free"}) is None
    assert offered(DONG | {"combines": "charge"}, DONG | {"combines": "charge"}) is None


def test_what_depends_on_a_number_is_offered_with_its_question():
    found = offered(DONG | {"counted": {"question": "trang"}, "legal_basis": ["60/2014/QH13", "1/2020/TT-BTC"]}, **PAGES)
    assert isinstance(found, Offer)
    assert found.facts["questions"] == [{"id": "trang", "ask": "Có mấy trang?", "counts": "trang"}]
    assert found.facts["links"] == {"60/2014/QH13": "../../van-ban/60-2014-qh13/"}
    assert found.facts["labels"][0]["laws"] == ["60/2014/QH13", "1/2020/TT-BTC"]


def test_questions_are_asked_in_the_language_of_the_page():
    found = offered(DONG | {"counted": {"question": "trang"}, "name": "Phí sao"}, words=EN, **PAGES)
    assert found.facts["questions"][0]["ask"] == "How many pages?"
    assert found.facts["labels"][0]["name"] == [["Phí sao", "vi"]]


def test_rows_whose_difference_has_no_reason_are_never_reckoned():
    unsure = [DONG | {"combines": "not_stated"}, DONG | {"amount": 9000, "combines": "not_stated"}]
    assert offered(*unsure) == Missing(("unresolved",))
    assert offered(*unsure, origin="imported") == Missing(("unresolved",))


def test_an_amount_set_elsewhere_is_said_to_be_missing_by_those_who_could_write_it():
    assert offered({"status": "by_regulation", "set_by": "ministry"}) == Missing(("unstated",))
    assert offered({"status": "by_regulation", "set_by": "ministry"}, origin="imported") is None
    always = {"status": "by_regulation", "combines": "charge"}
    assert offered(DONG | {"channels": ["online"]}, DONG | {"channels": ["postal"]}, always) == Missing(("unstated",))


def test_conditions_in_words_alone_are_not_guessed():
    assert offered(DONG | {"condition": "Cấp mới"}, DONG | {"condition": "Cấp lại", "amount": 5000}) == Missing(("in_words",))


def test_who_is_exempt_from_an_unknown_amount_can_still_be_told():
    condition = {"question": "dien", "options": ["ngheo"]}
    questions = [{"id": "dien", "ask": "Diện nào?", "options": [{"id": "ngheo", "name": "Hộ nghèo"}, {"id": "khac", "name": "Khác"}]}]
    found = offered({"status": "by_regulation", "set_by": "provincial_council", "exemption": "Hộ nghèo", "free_if": [condition]}, fee_questions=questions)
    assert "Hội đồng nhân dân" in found.facts["labels"][0]["told"]


def test_a_page_of_one_case_asks_for_no_case_and_knows_no_rate_of_another():
    cases = [{"id": "moi", "name": "Mới"}, {"id": "lai", "name": "Lại"}]
    fees = [DONG | {"cases": ["moi"], "channels": ["online"]}, DONG | {"cases": ["moi"], "channels": ["postal"], "amount": 9000}, DONG | {"cases": ["lai"]}]
    whole, one = offered(*fees, cases=cases), offered(*fees, cases=cases, case="moi")
    assert [each[0] for each in whole.facts["cases"]] == ["moi", "lai"]
    assert "cases" not in one.facts and [rate["place"] for rate in one.facts["rates"]] == [0, 1]
    assert offered(*fees, cases=cases, case="lai") is None


def test_the_days_on_which_a_rate_turns_are_told():
    found = offered(DONG | {"valid_to": "2026-12-31"}, DONG | {"amount": 16000, "valid_from": "2027-01-01"})
    assert found.facts["turns"] == ["2027-01-01"]


def test_an_exemption_that_stands_in_words_alone_is_passed_on():
    by_way = {"channels": ["online"], "exemption": "Hộ nghèo không mất tiền"}
    found = offered(DONG | by_way, DONG | {"channels": ["postal"], "amount": 9000})
    assert found.facts["labels"][0]["exemption"] == "Hộ nghèo không mất tiền"


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_every_fee_of_the_sample_is_offered_with_examples_or_says_what_is_missing(path: Path):
    record = sample(path)
    for words in (VI, EN):
        found = fee.offer(record, "", {}, words)
        if isinstance(found, Offer):
            assert len(json.dumps(found.facts, ensure_ascii=False).encode()) < 8_000
            assert {rate["place"] for rate in found.facts["rates"]} == set(found.facts["labels"])
        elif isinstance(found, Missing):
            assert [words(f"tool_fee.{key}") for key in found.keys]
        assert bool(record.fee_examples) == isinstance(found, Offer)


def test_the_examples_of_the_sample_touch_every_rate_that_has_a_price():
    untouched = []
    for record in map(sample, SAMPLE):
        found = rates.rates(record)
        bills = [charges.bill(found, charges.situation(example.given)) for example in record.fee_examples]
        touched = {line.place for bill in bills for part in bill.parts for line in part.lines}
        untouched += [f"{record.code} fees[{rate.place}]" for rate in found if rate.status == "amount" and bills and rate.place not in touched]
    assert untouched == []


def without(known: Situation) -> dict[str, Situation]:
    """The situation without each of the things that are known, by what is then asked."""
    plain = {name: known._replace(**{name: ""}) for name in ("case", "channel", "day") if getattr(known, name)}
    return plain | {f"?{name}": known._replace(answers={key: each for key, each in known.answers.items() if key != name}) for name in known.answers}


def test_no_example_of_the_sample_gives_more_than_is_asked():
    spare = [(record.code, number, name) for record in map(sample, SAMPLE) for number, example in enumerate(record.fee_examples)
             for name, less in without(charges.situation(example.given)).items() if name not in charges.asked(rates.rates(record), less)]
    assert spare == []
