"""The lexicon: that of the package is sound and large, a catalogue's own stands over it, and only what leads somewhere is kept."""
from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

from motcua import lexicon
from motcua.lexicon import Entry, Known


def entry(say: list[str], mean: list[str] = (), procedures: list[str] = (), field: str = "") -> Entry:
    return Entry(tuple(say), tuple(mean), tuple(procedures), 100, "colloquial", field)


def test_the_lexicon_of_the_package_is_large_and_says_nothing_twice():
    entries, around = lexicon.package()
    assert len(entries) >= 1900
    assert sum(len(each.say) for each in entries) >= 13_000
    assert list(lexicon.conflicts(entries)) == []
    assert len(around.fillers) >= 100
    assert {block for block, _ in around.asks} >= {"fee", "time", "place", "papers", "forms"}


def test_every_entry_of_the_package_means_something_with_a_weight_that_is_a_share():
    entries, _ = lexicon.package()
    assert [each.say for each in entries if not each.mean] == []
    assert [each.say for each in entries if each.procedures] == [], "codes belong to a catalogue"
    assert [each.say for each in entries if not 10 <= each.weight <= 100] == []


def test_no_saying_of_the_package_is_a_whole_sentence():
    entries, _ = lexicon.package()
    longest = max((words for each in entries for words in each.say), key=lambda words: len(lexicon.syllables(words)))
    assert len(lexicon.syllables(longest)) <= 10, longest


def test_no_saying_of_the_package_is_a_word_of_another_world():
    entries, around = lexicon.package()
    foreign = {lexicon.key(words) for words in around.foreign}
    assert [words for each in entries for words in each.say if lexicon.key(words) in foreign] == []


def test_words_of_another_world_and_fillers_stand_once():
    _, around = lexicon.package()
    for words in (around.foreign, around.fillers):
        assert [each for each, times in Counter(map(lexicon.key, words)).items() if times > 1] == []


def test_the_spoken_queries_are_asked_once_each_and_name_what_answers_them():
    with Path(__file__).with_name("queries-spoken.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) >= 190
    assert [query for query, times in Counter(lexicon.key(row["query"]) for row in rows).items() if times > 1] == []
    assert [row["query"] for row in rows if not all(re.fullmatch(r"[1-6]\.\d{6}", code) for code in row["expected"].split(";"))] == []


def test_no_saying_of_the_package_leads_round_to_itself():
    entries, _ = lexicon.package()
    assert list(lexicon.circles(entries)) == []


def test_what_a_catalogue_says_stands_over_the_lexicon_saying_by_saying():
    own = [entry(["sổ đỏ", "bìa đỏ"], ["giấy chứng nhận"])]
    over = [entry(["Sổ  đỏ"], procedures=["1.000001"])]
    assert [(each.say, each.mean, each.procedures) for each in lexicon.merged(own, over)] == [
        (("Sổ  đỏ",), (), ("1.000001",)), (("bìa đỏ",), ("giấy chứng nhận",), ())]


def test_an_entry_of_which_nothing_is_left_is_gone():
    assert len(lexicon.merged([entry(["sổ đỏ"], ["giấy chứng nhận"])], [entry(["sổ đỏ"], ["bản sao"])])) == 1


def test_a_short_phrase_leads_to_a_name_that_has_it_in_one_piece_alone():
    known = Known(["Cấp giấy phép đào tạo lái xe ô tô"])
    assert known.holds("giấy phép đào tạo")
    assert not known.holds("giấy phép lái xe")
    assert known.holds("cấp giấy phép đào tạo lái xe cho xe ô tô".replace(" cho xe", ""))


def test_a_saying_that_leads_nowhere_is_named_only_where_its_syllables_would_mislead():
    known = Known(["Cấp hộ cho người", "Thẩm định phương án chiếu sáng", "Cấp giấy phép xây dựng"])
    entries = [entry(["hộ chiếu", "passport"], ["hộ chiếu phổ thông"]), entry(["phép xây nhà"], ["giấy phép xây dựng", "giấy phép nhà ở"])]
    found = lexicon.compiled(entries, known, {}, [])
    assert [(each.say, each.mean) for each, _, _ in found.entries] == [(("phép xây nhà",), ("giấy phép xây dựng",))]
    assert found.absent == ("hộ chiếu",)


def test_an_entry_holds_in_the_fields_whose_names_have_its_words():
    known = Known(["Cấp lại Giấy chứng nhận do bị mất"])
    meant = entry(["mất sổ đỏ"], ["cấp lại giấy chứng nhận"], field="đất đai")
    ((_, _, within),) = lexicon.compiled([meant], known, {}, ["Hộ tịch", "Đất đai"]).entries
    assert within == (1,)
    assert lexicon.compiled([meant], known, {}, ["Hộ tịch"]).entries == ()


def test_an_entry_names_procedures_of_this_catalogue_by_their_numbers():
    meant = entry(["giấy chợ"], procedures=["1.000002", "9.999999"])
    ((_, named, _),) = lexicon.compiled([meant], Known([]), {"1.000001": 0, "1.000002": 1}, []).entries
    assert named == (1,)


def test_sayings_are_one_whatever_their_case_and_blanks_but_not_without_their_marks():
    assert lexicon.key("Sổ  Đỏ") == lexicon.key("sổ đỏ") != lexicon.key("so do")


def test_a_conflict_and_a_circle_are_found():
    one, other = entry(["giấy nghề"], ["thẻ nghề"]), entry(["thẻ nghề", "Giấy nghề"], ["giấy nghề"])
    assert list(lexicon.conflicts([one, other])) == [("Giấy nghề", one, other)]
    assert list(lexicon.circles([one, other]))[0][0] == "giấy nghề"
