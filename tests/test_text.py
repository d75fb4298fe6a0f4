"""Words: folding, sorting, cutting, numbers and dates."""
from __future__ import annotations

import itertools
import re
import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from motcua.refusal import Refused
from motcua.text import Plain, Text, choose, date_text, fold, number, read_text, read_words, shorten, slug, sort_key, unmarked


@pytest.mark.parametrize(("words", "folded"), [
    ("Cấp Giấy phép XÂY DỰNG", "cap giay phep xay dung"), ("Đường", "duong"), ("hoà", "hoa"), ("hòa", "hoa"), ("Thuỷ", "thuy"), ("Thủy", "thuy"),
    ("kỹ thuật", "ki thuat"), ("kĩ thuật", "ki thuat"), ("tỷ lệ", "ti le"), ("Mỹ Lý", "mi li"), ("quý khách", "qui khach"), ("quí khách", "qui khach"),
    ("Huy", "huy"), ("tuy", "tuy"), ("hay", "hay"), ("tây", "tay"), ("y tế", "y te"), ("yêu", "yeu"), ("nguyên", "nguyen"), ("company", "company"),
    ("12/2020/NĐ-CP", "12/2020/nd-cp"), (unicodedata.normalize("NFD", "Điện lực"), "dien luc"),
])
def test_folding_removes_marks_and_one_of_two_spellings(words, folded):
    assert fold(words) == folded


@given(st.text())
def test_folding_and_unmarking_twice_change_nothing_more_and_forms_of_unicode_do_not_matter(words):
    assert fold(fold(words)) == fold(words)
    assert fold(unicodedata.normalize("NFD", words)) == fold(unicodedata.normalize("NFC", words))
    assert not any(unicodedata.category(character) == "Mn" for character in unmarked(words))


def test_a_slug_is_ascii_and_cut_between_words():
    assert slug("Giấy phép (xây dựng) - 12/2020/NĐ-CP") == "giay-phep-xay-dung-12-2020-nd-cp"
    assert slug("kỹ thuật") == "ky-thuat"
    assert slug("một hai ba", limit=9) == "mot-hai"
    assert slug("một hai ba", limit=7) == "mot-hai"
    assert slug("абв") == ""


@given(st.text(), st.integers(1, 90))
def test_a_slug_is_always_a_safe_name(words, limit):
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(words, limit))
    assert len(slug(words, limit)) <= limit


@pytest.mark.parametrize("ordered", [
    "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y".split(),
    "ba bà bả bã bá bạ bac".split(),
    ["", "-", "1", "2", "10", "Mẫu 2", "mẫu 10", "mẫu số"],
    ["an ninh", "án phí", "an toàn", "anh", "ăn"],
    ["dân", "đan", "đánh", "e"],
    ["Hòa Bình", "hoà bình 2"],
    ["mẫu", "Mẫu"],
    ["Cấp đổi", "Cấp lại", "cấp mới"],
])
def test_words_sort_as_a_vietnamese_dictionary_sorts_them(ordered):
    for order in itertools.islice(itertools.permutations(ordered), 500):
        assert sorted(order, key=sort_key) == ordered


def test_where_the_tone_stands_in_a_syllable_does_not_change_its_place():
    assert sort_key("hoà")[:2] == sort_key("hòa")[:2] < sort_key("hoả")[:2]


@given(st.lists(st.text(), max_size=6))
def test_any_words_sort_and_equal_keys_mean_equal_words(words):
    ordered = sorted(words, key=sort_key)
    assert sorted(reversed(words), key=sort_key) == ordered
    for one, other in itertools.pairwise(ordered):
        assert sort_key(one) != sort_key(other) or one.swapcase() == other.swapcase()


def test_words_are_cut_between_words_and_say_so():
    assert shorten("Cấp giấy phép xây dựng", 14) == "Cấp giấy phép…"
    assert shorten("Cấp giấy phép xây dựng", 13) == "Cấp giấy…"
    assert shorten("Cấp phép", 8) == "Cấp phép"
    assert shorten("Cấp, đổi", 6) == "Cấp…"
    assert shorten("Nghiêng", 4) == "Ngh…"


@given(st.text(), st.integers(1, 30))
def test_cut_words_are_a_beginning_of_the_words(words, limit):
    cut = shorten(words, limit)
    assert len(cut) <= limit
    assert cut == words or cut.endswith("…") and words.startswith(cut[:-1])


@pytest.mark.parametrize(("value", "vi", "en"), [
    (0, "0", "0"), (1234567, "1.234.567", "1,234,567"), (Decimal("1234.50"), "1.234,50", "1,234.50"), (Decimal("1E+6"), "1.000.000", "1,000,000"),
    (-1000, "-1.000", "-1,000"),
])
def test_numbers_are_grouped_as_each_language_groups_them(value, vi, en):
    assert (number(value, "vi"), number(value, "en")) == (vi, en)


def test_a_date_is_written_as_each_language_writes_it():
    assert (date_text(date(2026, 7, 1), "vi"), date_text(date(2026, 7, 1), "en")) == ("01/07/2026", "1 July 2026")
    assert date_text(date(2026, 12, 31), "en") == "31 December 2026"


def test_a_phrase_is_a_string_or_a_mapping_of_languages():
    assert read_text(" Lệ phí\n") == Text("Lệ phí")
    assert read_text({"vi": "Lệ phí", "en": "Fee"}) == Text("Lệ phí", "Fee")
    assert read_text(Text("Lệ phí")) == Text("Lệ phí")
    assert read_text(read_text({"en": "Fee", "vi": "Lệ phí"}).as_json()) == Text("Lệ phí", "Fee")


@pytest.mark.parametrize(("value", "rule"), [
    ({"en": "Fee"}, "text_is_in_the_first_language"), ({"vi": "Lệ phí", "de": "Gebühr"}, "language_is_known"), ({}, "text_is_in_the_first_language"),
    ({"vi": "Lệ phí", "en": ""}, "value_is_written"), ({"vi": Plain("2026")}, "quote_this_text"), ({"vi": ["a"]}, "value_is_text"),
    ("  ", "value_is_written"), (Plain("no"), "quote_this_text"), (Plain("null"), "value_is_written"), (Plain("~"), "value_is_written"),
    (["a"], "value_is_text"), (3, "value_is_text"), (None, "value_is_text"),
])
def test_a_phrase_that_is_none_is_refused_under_a_rule_that_says_why(value, rule):
    with pytest.raises(Refused) as refused:
        read_text(value)
    assert refused.value.rule == rule


def test_words_are_chosen_in_the_readers_language_else_in_vietnamese():
    assert choose(Text("Lệ phí", "Fee"), "en") == ("Fee", "en")
    assert choose(Text("Lệ phí"), "en") == ("Lệ phí", "vi")
    assert list(Text("Lệ phí").items()) == [("vi", "Lệ phí")]


def test_words_lose_the_white_space_around_them():
    assert read_words("  a b\n") == "a b"
