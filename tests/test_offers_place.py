"""Hours in words, what the tool that finds one's counter is given, and the list of communes in its parts."""
from __future__ import annotations

import json
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import catalogues

from motcua import interface, narrow, say, text
from motcua.communes import KINDS, bare_name, ids
from motcua.model import Office
from motcua.offers import counters, place
from motcua.offers.offer import Missing, Offer
from motcua.outputs import offices

VI, EN = interface.words("vi"), interface.words("en")
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri"]
AROUND = place.Around("../../noi-nop/tra/current-vi.js", "../../noi-nop/")


def office(**fields) -> dict:
    return {"id": "tru-so", "name": "Trụ sở", "address": "Số 1 đường Mẫu"} | fields


def commune(name: str, *formerly: str, **fields) -> dict:
    return office(id=text.slug(name), name=f"Trung tâm {name}", commune=name, formerly=list(formerly)) | fields


def told(language_words=VI, **fields) -> str:
    record = Office.model_validate(office(**fields))
    return str(say.hours(say.phrase(record.hours, language_words.language), record, language_words))


def offered(record, *departments, words=VI) -> Offer | Missing | None:
    return place.offer(record, {each.id: narrow.department(each) for each in departments}, words, AROUND)


def received(*places: dict, **fields):
    return catalogues.procedure(reception_places=list(places), **fields)


def parts(*departments, words=VI) -> dict[str, dict]:
    """What each file of the list hands over, by its path."""
    made = {each.path: each.make(each.inputs).decode() for each in offices.artifacts([narrow.department(each) for each in departments], words)}
    return {path: json.loads(script.removeprefix("motcua.communes(").removesuffix(");\n")) for path, script in made.items()}


def held_by(found: dict[str, dict], kind: str) -> list[dict]:
    return [value for path, value in found.items() if path.removeprefix("noi-nop/tra/").startswith(kind)]


@pytest.mark.parametrize("opening, vi, en", [
    ([{"days": WEEKDAYS, "hours": ["07:30-11:30", "13:30-17:00"]}],
     "Thứ hai đến thứ sáu, 7 giờ 30 đến 11 giờ 30 và 13 giờ 30 đến 17 giờ", "Monday to Friday, 7:30 to 11:30 and 13:30 to 17:00"),
    ([{"days": WEEKDAYS, "hours": ["07:30-17:00"]}, {"days": ["sat"], "hours": ["07:30-11:30"]}],
     "Thứ hai đến thứ sáu, 7 giờ 30 đến 17 giờ; thứ bảy, 7 giờ 30 đến 11 giờ 30", "Monday to Friday, 7:30 to 17:00; Saturday, 7:30 to 11:30"),
    ([{"days": ["thu", "tue"], "hours": ["08:00-12:00"]}], "Thứ ba và thứ năm, 8 giờ đến 12 giờ", "Tuesday and Thursday, 8:00 to 12:00"),
    ([{"days": ["mon", "tue", "wed", "fri"], "hours": ["08:05-12:00"]}],
     "Thứ hai đến thứ tư và thứ sáu, 8 giờ 05 đến 12 giờ", "Monday to Wednesday and Friday, 8:05 to 12:00"),
])
def test_opening_hours_are_put_into_words(opening: list[dict], vi: str, en: str):
    assert (told(opening=opening), told(EN, opening=opening)) == (vi, en)


def test_hours_in_words_stand_as_they_are_and_the_cut_off_follows_either():
    assert told(hours="Sáng ngày 15 hằng tháng") == "Sáng ngày 15 hằng tháng"
    assert told(hours="Sáng ngày 15", cut_off="10:30") == "Sáng ngày 15; nộp sau 10 giờ 30 tính sang ngày làm việc sau"
    assert told(opening=[{"days": ["mon"], "hours": ["08:00-17:00"]}], cut_off="15:00").endswith("; nộp sau 15 giờ tính sang ngày làm việc sau")
    assert told() == ""


def test_a_procedure_with_one_counter_is_offered_it_whole():
    department = catalogues.department(offices=[office(
        name={"vi": "Trụ sở Sở", "en": "Head office"}, telephone="0200 3800 201", map_url="https://bando.example/1", receives="Mọi hồ sơ",
        opening=[{"days": ["mon"], "hours": ["07:30-11:30", "13:30-17:00"]}], cut_off="15:00")], illustrative=["offices"])
    found = offered(received({"department": "so-tu-phap"}, accepts_from={"scope": "province"}), department)
    assert found.facts == {
        "weeks": [{"told": "Thứ hai, 7 giờ 30 đến 11 giờ 30 và 13 giờ 30 đến 17 giờ; nộp sau 15 giờ tính sang ngày làm việc sau",
                   "days": [[450, 690, 810, 1020], [], [], [], [], [], []], "cut_off": 900}],
        "counters": [{"id": "tru-so", "of": "so-tu-phap", "name": "Trụ sở Sở", "address": "Số 1 đường Mẫu", "telephone": "0200 3800 201",
                      "dial": "tel:+842003800201", "map": "https://bando.example/1", "receives": "Mọi hồ sơ", "mark": "số liệu minh họa", "week": 0}],
        "communes": (), "index": "", "page": "../../noi-nop/", "counts_days": False,
        "accepts": "Nộp ở nơi nhận nào trong tỉnh, thành phố cũng được.",
    }


def test_words_that_are_not_translated_keep_their_language():
    facts = offered(received({"department": "so-tu-phap"}), catalogues.department(offices=[office()]), words=EN).facts
    assert facts["counters"][0]["address"] == [["Số 1 đường Mẫu", "vi"]]
    assert facts["accepts"].startswith("The source does not say")


def test_counters_of_communes_are_looked_up_and_the_others_stand_beside():
    communes = catalogues.department("ubnd-xa", offices=[commune("Xã Đồng Mây"), commune("Xã Gò Chùa"), office(id="chung")])
    facts = offered(received({"department": "ubnd-xa"}, {"department": "so-tu-phap"}), communes, catalogues.department(offices=[office()])).facts
    assert facts["communes"] == ("ubnd-xa",)
    assert facts["index"] == AROUND.communes
    assert [(each["of"], each["id"]) for each in facts["counters"]] == [("ubnd-xa", "chung"), ("so-tu-phap", "tru-so")]


def test_a_commune_that_the_record_names_is_offered_without_a_list():
    communes = catalogues.department("ubnd-xa", offices=[commune("Xã Đồng Mây"), commune("Xã Gò Chùa")])
    facts = offered(received({"department": "ubnd-xa", "office": "xa-go-chua"}), communes).facts
    assert (facts["communes"], [each["id"] for each in facts["counters"]]) == ((), ["xa-go-chua"])


def test_what_is_missing_is_said_of_own_records_and_nothing_of_imported_ones():
    department = catalogues.department()
    assert offered(received({"department": "so-tu-phap"}), department) == Missing(("no_address",))
    assert offered(received({"department": "so-tu-phap"}, origin="imported"), department) is None
    assert offered(received({"text": "Nơi nào cũng được"})) is None
    assert offered(catalogues.procedure()) is None


def test_weeks_that_counters_share_are_written_once():
    opening = [{"days": ["mon"], "hours": ["08:00-12:00"]}]
    department = catalogues.department(offices=[office(id="a", opening=opening), office(id="b", opening=opening), office(id="c", hours="Hỏi trước"), office(id="d")])
    made = counters.counters(counters.of_department(narrow.department(department)), VI)
    assert [each.get("week") for each in made["counters"]] == [0, 0, 1, None]
    assert made["weeks"][1] == {"told": "Hỏi trước"}


def test_few_communes_are_one_list_in_which_every_name_leads_to_its_counters():
    department = catalogues.department("ubnd-xa", offices=[
        commune("Xã Đồng Mây", "xã Mây Nội", "huyện Mây"), commune("Phường Bến Lam", "xã Lam Hạ"), commune("Xã Gò Chùa", "huyện Mây")])
    found = parts(department)
    current = found["noi-nop/tra/current-vi.js"]
    names, = held_by(found, "names")
    communes, = held_by(found, "counters")
    assert [each[0] for each in communes["communes"]] == ["phuong-ben-lam", "xa-dong-may", "xa-go-chua"]
    assert dict(zip(names["names"].split("\n"), names["now"], strict=True)) == {
        "Phường Bến Lam": 0, "Xã Đồng Mây": 1, "Xã Gò Chùa": 2, "Xã Lam Hạ": 0, "Huyện Mây": [1, 2], "Xã Mây Nội": 1}
    assert names["old"] == 3
    assert (current["count"], current["kinds"], list(current["names"])) == (3, [text.unmarked(kind) for kind in KINDS], [""])
    assert [f"noi-nop/tra/{path}" in found for path in (*current["names"].values(), *current["counters"])] == [True, True]


@pytest.mark.bulk
def test_many_communes_come_by_letter_and_their_counters_in_blocks():
    names = [f"{kind} {first} {second}" for kind, first, second in product(("Xã", "Phường"), ("Đông", "An", "12"), (f"{n:03}" for n in range(250)))]
    found = parts(catalogues.department("ubnd-xa", offices=[commune(name, address=f"Số {n}") for n, name in enumerate(names)]))
    current = found["noi-nop/tra/current-vi.js"]
    assert sorted(current["names"]) == ["0", "a", "d"]
    listed = [name for each in held_by(found, "names") for name in each["names"].split("\n")]
    assert sorted(listed) == sorted(names)
    assert len(current["counters"]) == -(-len(names) // current["size"])
    for letter, path in current["names"].items():
        of = found[f"noi-nop/tra/{path}"]
        for name, number in zip(of["names"].split("\n"), of["now"], strict=True):
            block = found[f"noi-nop/tra/{current['counters'][number // current['size']]}"]
            assert block["communes"][number % current["size"]][1] == name
            assert offices.first_letter(name) == letter


def test_a_change_at_one_counter_renames_its_block_alone():
    def files(telephone: str) -> set[str]:
        return set(parts(catalogues.department("ubnd-xa", offices=[commune(f"Xã Số {n:03}", telephone=telephone if n == 70 else "1022") for n in range(100)])))

    before, after = files("0200 3800 201"), files("0200 3800 202")
    assert [len(before - after), len(after - before)] == [1, 1]


def test_no_commune_no_list():
    assert parts(catalogues.department(offices=[office()])) == {}


def test_names_that_marks_alone_tell_apart_have_addresses_of_their_own():
    assert ids(["Xã Tân Hùng", "Xã Tân Hưng", "Phường 12"]) == {"Phường 12": "phuong-12", "Xã Tân Hùng": "xa-tan-hung", "Xã Tân Hưng": "xa-tan-hung-2"}


@given(st.text(alphabet="aăâbdđeêghiklmnoôơpqrstuưvxyáàảãạấốớỳỵ 0123456789", min_size=1).filter(str.strip))
def test_every_name_has_one_letter_under_which_it_is_typed(name: str):
    letter = offices.first_letter(name.strip())
    assert letter == "0" or text.fold(bare_name(name.strip()))[0] == letter
