"""What the tool on papers is given: every paper with what it depends on, ids that last, two to six questions or nothing."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.catalogues import procedure
from support.pages import EN, VI

from motcua import say, source
from motcua.judge import judge
from motcua.model import Procedure
from motcua.model.views import DepartmentView, OfficeView
from motcua.offers import dossier
from motcua.offers.dossier import Around, Ids
from motcua.say import said
from motcua.text import Text

SAMPLE = sorted((Path(__file__).parents[1] / "catalogue" / "procedures").glob("*/*.yml"))
NOBODY = Around({}, {}, "")
PROOF = {"choose": "one", "title": "Giấy tờ về đất", "role": "submit", "copies": 1,
         "of": [{"paper": "Sổ đỏ", "role": "submit"}, {"paper": "Hợp đồng", "role": "submit", "originals": 2, "when": "Mới mua"}]}
CHILD = {"paper": "Ý kiến cha mẹ", "when": "Dưới 18 tuổi", "role": "submit", "originals": 1}


def offered(*components: dict[str, Any], case: str = "", around: Around = NOBODY, words=VI, **fields: Any):
    return dossier.offer(procedure(dossier={"components": list(components)}, **fields), case, around, words)


def questions(facts: dict[str, Any]) -> int:
    kinds = facts.get("kinds", ())
    return sum(map(bool, (facts.get("cases"), facts.get("ways"), kinds, len(facts.get("conditions", ())) > len(kinds)))) + len(facts.get("choices", ()))


def test_a_list_without_two_questions_is_left_to_the_page():
    assert offered() is None
    assert offered({"paper": "Đơn", "role": "submit"}) is None
    assert offered(CHILD) is None
    assert offered({"paper": "Lời nhắc", "role": "note"}, CHILD | {"role": "note"}, PROOF | {"role": "note"}) is None


def test_a_condition_and_a_choice_are_two_questions():
    facts = offered(CHILD, PROOF).facts
    ((name, condition),) = facts["conditions"]
    assert condition == "Dưới 18 tuổi" and facts["papers"][0]["condition"] == name
    assert facts["choices"] == [facts["papers"][1]["id"]]
    first, second = facts["papers"][1]["of"]
    assert (first["name"], "counts" in first, facts["papers"][1]["own"]) == ("Sổ đỏ", False, "1 bản sao")
    assert (second["counts"], second["when"]) == ("2 bản chính", "Mới mua")


def test_what_is_invented_says_so_on_ones_own_list_too():
    fees = [{"status": "amount", "amount": "8000", "currency": "VND"}]
    facts = offered(CHILD, PROOF, fees=fees, illustrative=["fees[0].amount", "dossier.components[1]"]).facts
    assert [paper.get("mark", "") for paper in facts["papers"]] == ["", "số liệu minh họa"]
    assert facts["fee"] == "8.000 đồng (số liệu minh họa)"
    plain = offered(CHILD, PROOF, fees=fees).facts
    assert plain["fee"] == "8.000 đồng" and not any("mark" in paper for paper in plain["papers"])


def test_a_list_takes_along_what_the_copied_text_says_of_state_number_and_day():
    around = Around({}, {}, "", "announced", "0200 3800 100")
    fields = {"effective_from": "2027-01-01", "updated_on": "2026-10-05", "reception_places": [{"text": "Trung tâm"}]}
    facts = offered(CHILD, PROOF, around=around, **fields).facts
    text = say.copied(procedure(**fields), {}, say.Where("", "announced", "0200 3800 100"), VI, "",
                      {"time": say.time_answer(procedure(**fields), VI), "fee": say.fee_answer(procedure(**fields), VI)}).splitlines()
    assert facts["state"] in text and facts["day"] in text and "01/01/2027" in facts["state"] and "05/10/2026" in facts["day"]
    assert facts["ask"] == "Hỏi 0200 3800 100"
    assert offered(CHILD, PROOF).facts.keys().isdisjoint(("state", "ask", "day"))
    until = offered(CHILD, PROOF, effective_to="2026-12-31", verified_on="2026-09-01").facts
    assert "31/12/2026" in until["state"] and "01/09/2026" in until["day"]


def test_a_number_that_stands_beside_its_counter_is_not_told_twice():
    office = OfficeView("a", (("vi", "Quầy A"),), (("vi", "Số 1"),), (), "0200 3800 200", "", "", (), ())
    around = Around({"tt": DepartmentView("tt", (("vi", "Trung tâm"),), (), "department", None, (office,), ("offices",))}, {}, "", "in_force", "0200 3800 100")
    facts = offered(CHILD, PROOF, reception_places=[{"department": "tt", "office": "a"}], around=around).facts
    assert "0200 3800 200" in facts["places"][0] and "ask" not in facts


def test_a_condition_of_several_papers_is_asked_once():
    facts = offered(CHILD, CHILD | {"paper": "Căn cước cha mẹ"}, PROOF).facts
    assert len(facts["conditions"]) == 1
    assert len({paper["condition"] for paper in facts["papers"][:2]}) == 1


def test_what_the_way_of_applying_answers_is_not_asked_again():
    postal = {"paper": "Bản sao chứng thực", "when": "Bạn gửi qua bưu điện", "channels": ["postal"], "role": "submit"}
    facts = offered(postal, PROOF, submission_methods=[{"channel": "in_person"}, {"channel": "postal"}]).facts
    assert "conditions" not in facts
    assert facts["ways"] == [["in_person", "Nộp trực tiếp"], ["postal", "Bưu điện"]]


def test_who_the_applicant_is_becomes_a_condition():
    facts = offered({"paper": "Giấy ủy quyền", "applicant": "người đi thay", "role": "submit"}, PROOF).facts
    assert [words for _, words in facts["conditions"]] == ["Người đi thay"]


def test_kinds_of_applicant_are_one_question_apart_from_the_conditions():
    own, firm = ({"paper": paper, "applicant": who, "role": "submit"} for paper, who in (("Bản vẽ nhà", "Hộ gia đình, cá nhân"), ("Bản vẽ đã duyệt", "Tổ chức")))
    facts = offered(own, firm, CHILD).facts
    assert facts["kinds"] == [paper["condition"] for paper in facts["papers"][:2]] and questions(facts) == 2
    assert "kinds" not in offered(own, CHILD, PROOF).facts


def test_an_applicant_of_another_case_or_with_a_further_condition_is_no_alternative():
    cases = [{"id": "moi", "name": "Cấp mới"}, {"id": "lai", "name": "Cấp lại"}]
    own = {"paper": "Bản vẽ nhà", "applicant": "Hộ gia đình", "cases": ["moi"], "role": "submit"}
    firm = {"paper": "Bản vẽ đã duyệt", "applicant": "Tổ chức", "cases": ["moi"], "role": "submit"}
    assert "kinds" not in offered(own, firm | {"cases": ["lai"]}, PROOF, cases=cases).facts
    assert "kinds" not in offered(own, firm | {"when": "Có vốn nước ngoài"}, PROOF, cases=cases).facts


def test_more_than_six_questions_are_never_asked():
    many = [PROOF | {"title": f"Giấy tờ số {n}"} for n in range(9)]
    facts = offered(CHILD, *many, cases=[{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]).facts
    assert questions(facts) == 6 and len(facts["papers"]) == 10


def test_a_page_of_one_case_asks_for_no_case_and_has_no_paper_of_another():
    cases = [{"id": "moi", "name": "Cấp mới"}, {"id": "lai", "name": "Cấp lại"}]
    facts = offered(CHILD, PROOF, {"paper": "Giấy cũ", "cases": ["lai"], "role": "submit"}, cases=cases, case="moi").facts
    assert "cases" not in facts and [paper["name"] for paper in facts["papers"]][2:] == []
    assert (facts["case"], facts["case_name"]) == ("moi", "Cấp mới")


def test_a_paper_leads_to_the_page_on_which_its_form_is_filled():
    around = Around({}, {"so-a/don": (said("Đơn"), "../../bieu-mau/so-a/don/#dien=1.000001")}, "https://a.example/")
    facts = offered({"paper": "Đơn", "form": "so-a/don", "role": "submit"}, CHILD, PROOF, around=around).facts
    assert facts["papers"][0]["form"] == "so-a/don" and facts["forms"]["so-a/don"][1].endswith("#dien=1.000001")
    assert facts["address"] == "https://a.example/"


def test_an_id_lasts_when_order_marks_case_and_translation_change():
    one, other = Ids(), Ids()
    assert one.of(Text("Dưới 18 tuổi")) == other.of(Text("DƯỚI 18 tuổi.", "Under 18"))
    other.of(Text("Đi thay"))
    assert one.of(Text("Đi thay")) == other.of(Text("Đi thay"))


def test_other_words_never_have_the_same_id(monkeypatch):
    monkeypatch.setattr(dossier, "_names", lambda letters: ("aaaaa", f"aaaaa{len(letters)}"))
    ids = Ids()
    assert [ids.of(Text("một")), ids.of(Text("hai hai")), ids.of(Text("một"))] == ["aaaaa", "aaaaa7", "aaaaa"]


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_the_sample_asks_two_to_six_questions_on_each_of_its_pages_or_none(path: Path):
    record, _ = judge(Procedure, source.read(path, path.name))
    for case in ("", *(case.id for case in record.cases)):
        for words in (VI, EN):
            found = dossier.offer(record, case, NOBODY, words)
            if found is not None:
                assert 2 <= questions(found.facts) <= 6
                assert len(json.dumps(found.facts, ensure_ascii=False).encode()) < 12_000
