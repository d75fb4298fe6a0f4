"""The search engine, run in Node on an index of a few procedures: what is found, in which order, and that no query breaks it."""
from __future__ import annotations

import json
from pathlib import Path

import pytest
from support import engine

from motcua import lexicon
from motcua.outputs import search
from motcua.outputs.search import Entered, Hidden, Inputs, Named
from motcua.tools.search import ask

pytestmark = pytest.mark.bulk
NAMES = {
    "1.001193": ("ho-tich", "Đăng ký khai sinh"), "1.000894": ("ho-tich", "Đăng ký kết hôn"), "2.000806": ("ho-tich", "Đăng ký kết hôn có yếu tố nước ngoài"),
    "1.000656": ("ho-tich", "Đăng ký khai tử"), "1.004873": ("ho-tich", "Cấp Giấy xác nhận tình trạng hôn nhân"),
    "1.004222": ("cu-tru", "Đăng ký thường trú"), "1.007929": ("nhap-khau", "Cấp Giấy phép nhập khẩu phân bón"),
    "3.000179": ("nhap-khau", "Cấp Giấy phép nhập khẩu giống cây trồng"), "2.000815": ("chung-thuc", "Chứng thực bản sao từ bản chính"),
    "1.013859": ("cong-chung", "Cấp thẻ công chứng viên"), "1.012786": ("dat-dai", "Cấp lại Giấy chứng nhận do bị mất"),
    "1.012783": ("dat-dai", "Cấp đổi Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất"),
    "2.000648": ("dau-khi", "Cấp Giấy chứng nhận cửa hàng đủ điều kiện bán lẻ xăng dầu"), "1.009994": ("xay-dung", "Cấp giấy phép xây dựng"),
    "2.000004": ("xuc-tien", "Đăng ký hoạt động khuyến mại"), "1.012694": ("lam-nghiep", "Hỗ trợ hòa giải ở cơ sở"),
    "1.005103": ("dang-kiem", "Cấp Giấy chứng nhận kiểm định, Tem kiểm định an toàn kỹ thuật và bảo vệ môi trường cho xe cơ giới"),
}
FIELDS = sorted({field for field, _ in NAMES.values()})
FIELD_NAMES = {"dat-dai": "Đất đai", "ho-tich": "Hộ tịch"}


def entered(code: str) -> Entered:
    field, name = NAMES[code]
    is_common = code in ("1.004222", "1.001193")
    return Entered(
        code, (("vi", name), *((("en", "Birth registration"),) if code == "1.001193" else ())), (), ("Giấy khai sinh cho bé",) if code == "1.001193" else (),
        ("nhập học",) if code == "1.001193" else (), field, ("xa",), ("commune",), ("citizen",), "full", (0, 0) if is_common else (), 5, 0, 40 if is_common else 8,
        (("vi", "5 ngày làm việc"), ("en", "5 working days")), (("vi", "Không thu phí"),), (("vi", "Ủy ban nhân dân xã"),),
        ("1.999999",) if code == "1.001193" else (), ("xa/to-khai",) if code == "1.001193" else (), ("60/2014/QH13",))


def inputs() -> Inputs:
    return Inputs(
        entered=tuple(entered(code) for code in sorted(NAMES)), hidden=(Hidden("1.555555", "internal"), Hidden("1.666666", "abolished")),
        fields=tuple(Named(field, (("vi", FIELD_NAMES.get(field, field)),)) for field in FIELDS), departments=(Named("xa", (("vi", "Ủy ban nhân dân xã"),)),),
        events=(Named("sinh-con", (("vi", "Sinh con"),), ("1.001193", "1.004222")),), synonyms=(lexicon.Entry(("giấy bé",), (), ("1.001193",), 100, "regional"),),
        elsewhere=((("nộp phạt", "phạt nguội"), (("vi", "Ở cổng quốc gia."), ("en", "On the portal.")), "https://example.org"),),
        communes=(("Phường Bến Lam", ("phường Lam Thượng",)),), form_titles=(("xa/to-khai", "Tờ khai đăng ký khai sinh"),), languages=("vi", "en"))


def laid(folder: Path, given: Inputs) -> Path:
    """An index, with the engine beside it."""
    for artifact in search.artifacts(given):
        path = folder / artifact.path
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(artifact.make(artifact.inputs))
    engine.lay(folder)
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The index of these few."""
    return laid(tmp_path_factory.mktemp("site"), inputs())


@pytest.fixture(scope="module")
def find(site: Path):
    """`find(*queries, …)`: the answers, each with `codes`, the best first."""

    def finding(*queries: str, **options) -> list[dict]:
        answers = ask(site, queries, **options)["answers"]
        for answer in answers:
            answer["codes"] = [hit["code"] for hit in answer["hits"]]
        return answers

    return finding


@pytest.mark.parametrize(
    "query, code",
    [
        ("đăng ký khai sinh", "1.001193"), ("dang ky khai sinh", "1.001193"), ("đăng kí kết hôn", "1.000894"), ("KHAI SINH", "1.001193"),
        ("khai sinh đăng ký", "1.001193"), ("hoà giải", "1.012694"), ("hòa giải", "1.012694"), ("khuyến mãi", "2.000004"), ("khuyen mai", "2.000004"),
        ("đăng ký kết hôn với người nước ngoài", "2.000806"), ("kết hôn", "1.000894"), ("giấy khai sinh cho bé", "1.001193"), ("birth registration", "1.001193"),
    ],
)
def test_a_procedure_is_found_by_its_own_words(find, query: str, code: str):
    assert find(query)[0]["codes"][0] == code


@pytest.mark.parametrize(
    "query, code",
    [("giay khai snih", "1.001193"), ("dang kyy ket hon", "1.000894"), ("khai sihn", "1.001193"), ("giáy phep xây dụng", "1.009994"), ("xang daufff ban le", "2.000648")],
)
def test_slips_of_the_finger_are_mended(find, query: str, code: str):
    assert find(query)[0]["codes"][0] == code


def test_what_was_mended_is_offered_in_its_right_spelling(find):
    (answer,) = find("khai snih")
    assert answer["suggestion"] == "khai sinh"
    assert find("khai sinh")[0]["suggestion"] == ""


@pytest.mark.parametrize("query", ["ddawng kys khai sinh", "dda8ng ky1 khai sinh", "d9a8ng ky1 khai sinh", "khaisinh"])
def test_keys_of_a_keyboard_program_and_missing_blanks_are_read(find, query: str):
    assert find(query)[0]["codes"][0] == "1.001193"


@pytest.mark.parametrize(
    "query, code",
    [("lam lai so do bi mat", "1.012786"), ("mất sổ đỏ", "1.012786"), ("KT3 nhập hộ khẩu", "1.004222"), ("mo cay xang", "2.000648"), ("giấy độc thân", "1.004873"),
     ("lấy vợ nước ngoài cần giấy tờ gì", "2.000806"), ("báo tử", "1.000656"), ("đăng kiểm ô tô", "1.005103"), ("giấy bé", "1.001193")],
)
def test_everyday_words_lead_to_official_ones(find, query: str, code: str):
    assert find(query)[0]["codes"][0] == code


def test_exact_marks_come_before_the_same_letters_with_others(find):
    marked, = find("công chứng")
    assert "1.013859" in marked["codes"][:3]
    thuong, = find("thường trú")
    assert thuong["codes"][0] == "1.004222"


def test_both_senses_of_a_query_are_kept_and_grouped(find):
    answer, = find("nhap khau")
    assert [group["label"] for group in answer["groups"]] == ["đăng ký thường trú", "nhap khau"]
    assert answer["codes"][:2] == ["1.004222", "1.007929"]
    assert [[answer["codes"][at] for at in group["hits"]] for group in answer["groups"]] == [["1.004222"], ["1.007929", "3.000179"]]


@pytest.mark.parametrize("query", ["1.001193", "1001193", "thủ tục 1.001193", "1.999999"])
def test_a_code_is_found_with_its_dot_and_without_and_so_is_a_former_one(find, query: str):
    assert find(query)[0]["codes"] == ["1.001193"]


def test_the_beginning_of_a_code_is_completed_while_typing(find):
    assert find("1.0011", typing=True)[0]["codes"] == ["1.001193"]
    assert find("1.0011")[0]["codes"] == []


def test_hidden_procedures_are_found_by_their_exact_code_alone(find):
    assert find("1.555555")[0]["codes"] == ["1.555555"]
    assert find("1.55555", typing=True)[0]["codes"] == []


def test_the_last_syllable_may_be_a_beginning_while_typing(find):
    assert find("đăng ký kh", typing=True)[0]["codes"][0] in ("1.001193", "1.000656")
    assert find("đăng ký khai si", typing=True)[0]["codes"][0] == "1.001193"
    assert find("cây xă", typing=True)[0]["codes"][0] == "2.000648"


@pytest.mark.parametrize(
    "query, block",
    [("khai sinh bao nhiêu tiền", "fee"), ("khai sinh mấy ngày", "time"), ("khai sinh ở đâu", "place"), ("khai sinh can giay to gi", "papers"), ("mẫu đơn khai sinh", "forms"), ("khai sinh", "")],
)
def test_words_that_ask_open_the_page_at_its_block(find, query: str, block: str):
    (answer,) = find(query)
    assert (answer["block"], answer["codes"][0]) == (block, "1.001193")


@pytest.mark.parametrize("query", ["làm khai sinh ở phường bến lam", "khai sinh ben lam", "khai sinh phuong lam thuong"])
def test_a_place_is_remembered_and_no_part_of_the_need(find, query: str):
    (answer,) = find(query)
    assert (answer["place"], answer["codes"][0]) == ("Phường Bến Lam", "1.001193")


def test_what_is_answered_elsewhere_finds_no_procedure_and_a_line_in_the_reader_s_language(find):
    assert find("nộp phạt nguội", language="en")[0]["elsewhere"] == [{"text": "On the portal.", "url": "https://example.org"}]
    (answer,) = find("phat nguoi")
    assert (answer["codes"], answer["elsewhere"][0]["text"]) == ([], "Ở cổng quốc gia.")


@pytest.mark.parametrize("query", ["", "   ", "thời tiết hôm nay", "mua vé tàu", "xổ số", "qwrtzx", "asdf jkl", "bóng đá", "?", "😀", "làm gì"])
def test_nothing_is_found_where_nothing_fits(find, query: str):
    assert find(query)[0]["codes"] == []


def test_an_event_of_life_comes_with_its_procedures(find):
    assert find("khai sinh")[0]["events"] == ["Sinh con"]


def test_composed_and_decomposed_letters_are_one(find):
    import unicodedata

    one, other = find("đăng ký khai sinh", unicodedata.normalize("NFD", "đăng ký khai sinh"))
    assert one["hits"] == other["hits"]


def test_any_string_gives_an_answer(find, shared: Path):
    strings = [line for file in sorted((shared / "data" / "corpora" / "naughty-strings").iterdir()) for line in file.read_text("utf-8", errors="replace").splitlines()]
    assert len(strings) > 400
    for typing in (True, False):
        answers = find(*strings, "x" * 10_000, "giấy " * 2_000, "((((.*)*)*)+$", "__proto__", "constructor toString", typing=typing)
        assert len(answers) == len(strings) + 5
        assert [answer for answer in answers if set(answer["codes"]) - set(NAMES) - {"1.555555", "1.666666"}] == []


def test_a_query_is_read_as_far_as_its_limits(find):
    long, short = find("khai sinh " + "đ" * 10_000, "khai sinh " + "đ" * 190)
    assert long["hits"] == short["hits"]


def test_the_reasons_of_a_hit_are_told(find):
    (answer,) = find("mo cay xang")
    assert {why["kind"] for why in answer["hits"][0]["why"]} >= {"name", "coverage", "lexicon", "standing"}
    assert set(answer["hits"][0]["words"]) >= {"xang", "dau"}


def test_the_index_is_the_same_every_time_and_its_shards_are_named_after_what_they_hold():
    one, other = ({artifact.path: artifact.make(artifact.inputs) for artifact in search.artifacts(inputs())} for _ in range(2))
    assert one == other
    current = json.loads(one["search/current.js"].decode().removeprefix("motcua.search.current=").removesuffix(";\n"))
    assert {*sum(current["first"].values(), []), *current["more"], "search/current.js"} == set(one)


def test_a_change_of_what_nobody_searches_by_leaves_the_other_shards_alone():
    before, changed = inputs(), inputs()
    first = changed.entered[0]
    changed = changed._replace(entered=(first._replace(time=(("vi", "9 ngày"),)), *changed.entered[1:]))
    gone = {artifact.path for artifact in search.artifacts(before)} - {artifact.path for artifact in search.artifacts(changed)}
    assert {path.split("/")[1].rpartition("-")[0] for path in gone} == {"lines-vi", "lines-en"}


def test_a_word_more_by_which_people_find_a_procedure_leaves_the_lexicon_alone():
    before = inputs()
    first = before.entered[0]
    changed = before._replace(entered=(first._replace(keywords=(*first.keywords, "zzo 17")), *before.entered[1:]))
    gone = {artifact.path for artifact in search.artifacts(before)} - {artifact.path for artifact in search.artifacts(changed)}
    assert {path.split("/")[1].rpartition("-")[0] for path in gone} == {"first"}


def test_a_name_that_a_saying_now_leads_to_changes_the_lexicon():
    before = inputs()
    saying = lexicon.Entry(("zzo",), ("giấy phép nuôi rồng",), (), 90, "colloquial")
    before = before._replace(synonyms=(saying,))
    first = before.entered[0]
    changed = before._replace(entered=(first._replace(keywords=(*first.keywords, "giấy phép nuôi rồng")), *before.entered[1:]))
    gone = {artifact.path for artifact in search.artifacts(before)} - {artifact.path for artifact in search.artifacts(changed)}
    assert {path.split("/")[1].rpartition("-")[0] for path in gone} >= {"first", "lexicon"}


SPOKEN = [
    ("thầy u em vừa mất hôm qua giờ gia đình em phải ra phường làm gì ạ", "1.000656"), ("nhà em bị cháy mất hết sổ đỏ giờ xin cấp lại như thế nào", "1.012786"),
    ("chào anh chị cho em hỏi vợ em mới sinh bé trai thì làm giấy khai sinh ở đâu ạ", "1.001193"), ("hai đứa em định tháng sau ra phường làm giấy kết hôn", "1.000894"),
    ("em mới chuyển về nhà chồng giờ muốn nhập hộ khẩu thì làm sao", "1.004222"),
]


@pytest.mark.parametrize("query, code", SPOKEN)
def test_a_sentence_is_found_by_the_few_words_of_it_that_say_what_is_needed(find, query: str, code: str):
    assert find(query)[0]["codes"][0] == code


@pytest.mark.parametrize("query", [query for query, _ in SPOKEN])
def test_nothing_is_offered_instead_of_what_was_well_said(find, query: str):
    assert find(query)[0]["suggestion"] == ""


def test_a_mended_syllable_takes_the_marks_that_it_has_beside_its_neighbours(find):
    assert find("giay phep xay dugn")[0]["suggestion"] == "giay phep xay dựng"


@pytest.mark.parametrize("query", ["60/2014/QH13", "luật 60/2014/QH13", "nghị định 60/2014"])
def test_the_number_of_a_legal_text_leads_to_the_procedures_that_it_orders(find, query: str):
    assert find(query)[0]["total"] == len(NAMES)


def test_what_the_words_and_the_number_of_a_paper_both_find_comes_first(find):
    (answer,) = find("khai tử 60/2014/QH13")
    assert answer["codes"][0] == "1.000656"
    assert {why["kind"] for why in answer["hits"][1]["why"]} == {"paper"}


@pytest.mark.parametrize("query", ["1,001193", "mã 1,001193"])
def test_a_code_may_have_a_comma_for_its_dot(find, query: str):
    assert find(query)[0]["codes"] == ["1.001193"]


def test_a_whole_name_finds_its_procedure_first(find):
    names = {code: name for code, (_, name) in NAMES.items()}
    assert [answer["codes"][0] for answer in find(*names.values())] == list(names)


def test_what_is_typed_in_full_is_found_while_typing_too(find):
    queries = ["đổi tên trong giấy khai sinh", "cấp lại giấy chứng nhận do bị mất", "giấy độc thân", "nhập hộ khẩu"]
    assert [answer["codes"][0] for answer in find(*queries, typing=True)][1:] == [answer["codes"][0] for answer in find(*queries)][1:]


def test_of_a_saying_that_was_said_in_part_the_words_still_order_and_alone_find_nothing(site: Path, tmp_path: Path):
    saying = lexicon.Entry(("bìa hồng thất tán trong hỏa hoạn tập thể",), ("đăng ký khai tử",), (), 90, "colloquial")

    def heard(folder: Path) -> float:
        told, alone = ask(folder, ["đăng ký khai thất tán", "thất tán hỏa hoạn"])["answers"]
        assert alone["hits"] == []
        return sum(why["value"] for hit in told["hits"] if hit["code"] == "1.000656" for why in hit["why"] if why["kind"] == "echo")

    assert heard(laid(tmp_path, inputs()._replace(synonyms=(saying,)))) > heard(site)


def named(folder: Path, *names: str) -> Path:
    """The index with procedures before all that are alike in all but their names, the first of code 1.000001."""
    some = (entered("1.000894")._replace(code=f"1.{number:06}", name=(("vi", name),)) for number, name in enumerate(names, start=1))
    return laid(folder, inputs()._replace(entered=(*some, *inputs().entered)))


FAMILY = (
    "Cấp lại chứng chỉ lặn biển sâu bị thu hồi", "Cấp lại chứng chỉ lặn biển sâu bị mất, bị cháy", "Gia hạn chứng chỉ lặn biển sâu",
    "Điều chỉnh chứng chỉ lặn biển sâu", "Chấm dứt chứng chỉ lặn biển sâu", "Cấp chứng chỉ lặn biển sâu cho huấn luyện viên",
)


@pytest.fixture(scope="module")
def family(tmp_path_factory) -> Path:
    """The index of what is done to one paper."""
    return named(tmp_path_factory.mktemp("family"), *FAMILY)


@pytest.mark.parametrize(("query", "act"), [
    ("chứng chỉ lặn biển sâu", "Cấp chứng chỉ"), ("xin chứng chỉ lặn biển sâu", "Cấp chứng chỉ"), ("chứng chỉ lặn biển sâu bị rách", "Cấp lại chứng chỉ lặn biển sâu bị mất"),
    ("chứng chỉ lặn biển sâu bị tước", "Cấp lại chứng chỉ lặn biển sâu bị thu hồi"), ("chứng chỉ lặn biển sâu kéo dài", "Gia hạn"),
    ("thêm tên vào chứng chỉ lặn biển sâu", "Điều chỉnh"), ("nghỉ không làm chứng chỉ lặn biển sâu nữa", "Chấm dứt"), ("huy bo chung chi lan bien sau", "Chấm dứt"),
])
def test_of_one_family_comes_first_what_is_to_be_done_by_everyday_words(family: Path, query: str, act: str):
    (answer,) = ask(family, [query])["answers"]
    assert FAMILY[int(answer["hits"][0]["code"][2:]) - 1].startswith(act)


def test_the_occasion_tells_two_of_one_act_apart(tmp_path: Path):
    site = named(tmp_path, "Cấp lại chứng chỉ lặn biển sâu ghi sai", "Cấp lại chứng chỉ lặn biển sâu bị mất, bị cháy")
    lost, wrong = ask(site, ["chứng chỉ lặn biển sâu mờ chữ", "chứng chỉ lặn biển sâu in nhầm"])["answers"]
    assert (lost["hits"][0]["code"], wrong["hits"][0]["code"]) == ("1.000002", "1.000001")


@pytest.mark.parametrize(("query", "code"), [("chứng chỉ lái tàu ngầm", "1.000002"), ("xin lại chứng chỉ tàu ngầm", "1.000001")])
def test_a_syllable_of_other_marks_asks_for_no_change_of_a_paper(tmp_path: Path, query: str, code: str):
    site = named(tmp_path, "Cấp lại chứng chỉ tàu ngầm cho người lái", "Cấp chứng chỉ tàu ngầm cho người lái")
    (answer,) = ask(site, [query])["answers"]
    assert answer["hits"][0]["code"] == code


def test_what_only_sounds_like_an_act_wants_none(tmp_path: Path):
    site = named(tmp_path, "Chấm dứt hoạt động khu cắm trại ven hồ", "Đăng ký hoạt động khu cắm trại ven hồ cho tổ chức")
    (answer,) = ask(site, ["khu cắm trại nghỉ dưỡng ven hồ"])["answers"]
    assert answer["hits"][0]["code"] == "1.000002"


def test_a_name_that_holds_for_few_gives_way_where_nobody_speaks_of_its_condition(tmp_path: Path):
    site = named(tmp_path, "Cấp chứng chỉ lặn sâu có yếu tố nước ngoài", "Cấp chứng chỉ lặn sâu cho huấn luyện viên dạy trẻ")
    unsaid, said = ask(site, ["xin chứng chỉ lặn sâu", "xin chứng chỉ lặn sâu ở nước ngoài"])["answers"]
    assert (unsaid["hits"][0]["code"], said["hits"][0]["code"]) == ("1.000002", "1.000001")


def test_another_act_than_the_one_wanted_stands_lower_and_is_found_all_the_same(tmp_path: Path):
    (answer,) = ask(named(tmp_path, "Đăng ký khu cắm trại ven hồ có người trông coi ban đêm"), ["xóa tên trại hồ lạ"])["answers"]
    assert [hit["code"] for hit in answer["hits"]] == ["1.000001"]


def test_a_class_of_roman_numerals_is_found_by_arabic_ones(tmp_path: Path):
    site = named(tmp_path, *(f"Cấp chứng chỉ lặn biển sâu hạng {number}" for number in ("I", "II", "III")))
    answers = ask(site, [f"chứng chỉ lặn hạng {number}" for number in (1, 2, 3)])["answers"]
    assert [answer["hits"][0]["code"] for answer in answers] == ["1.000001", "1.000002", "1.000003"]


def test_what_a_longer_saying_holds_is_not_answered_elsewhere(tmp_path: Path):
    saying = lexicon.Entry(("phạt nguội xe ủi",), ("đăng ký khai tử",), (), 90, "colloquial")
    longer, shorter = ask(laid(tmp_path, inputs()._replace(synonyms=(saying,))), ["phạt nguội xe ủi", "phạt nguội"])["answers"]
    assert (longer["elsewhere"], longer["hits"][0]["code"]) == ([], "1.000656")
    assert shorter["elsewhere"]


def test_sayings_of_many_words_come_after_the_first_answer():
    say = ("zzo", "zzo zza", "zzo zza zzi", "zzo zza zzi zzu")
    held = _divided(lexicon.Entry(say[:1] + say[2:], ("đăng ký khai tử",), (), 90, "colloquial"), lexicon.Entry(say[3:], ("đăng ký khai sinh",), (), 90, "colloquial"))
    (at,) = (n for n, short in enumerate(held.short) if short == say[:1])
    assert held.long[at] == say[2:] and held.entries[at][0].mean == ("đăng ký khai tử",)
    assert all(len(lexicon.syllables(words)) <= 2 for short in held.short for words in short)
    assert any(len(lexicon.syllables(words)) > 2 for words in held.long[-1])
    assert len(held.long) == len(held.entries) > len(held.short)
    current = json.loads(next(each.make(each.inputs) for each in search.artifacts(inputs()) if each.path == "search/current.js").decode()
                         .removeprefix("motcua.search.current=").removesuffix(";\n"))
    assert [Path(path).name.partition("-")[0] for path in current["more"]] == ["sayings", "more"]


def _divided(*synonyms: lexicon.Entry) -> search.spoken.Spoken:
    given = inputs()._replace(synonyms=synonyms)
    (brief, *_), (lengthy, long, absent) = (next(each.inputs for each in search.artifacts(given) if name in each.path) for name in ("lexicon-", "sayings-"))
    return search.spoken.Spoken((*brief[0], *lengthy), brief[1], long, absent)
