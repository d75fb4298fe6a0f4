"""Problems: their order, their one line, and that every rule has its sentence in every language."""
from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator

import pytest
from support import code

from motcua import characters, syntax
from motcua.messages import Messages
from motcua.listings import text as listing
from motcua.problem import Problem, as_text, field_path, shown
from motcua.refusal import Refused
from motcua.text import LANGUAGES, SUMMARY_LANGUAGES

MESSAGES = Messages()
FEE = Problem("catalogue/procedures/so-tu-phap/2.000815.yml", 13, 13, "amount_is_whole_dong", "fees[3].amount", "50.000", {"like": "50000"})


def test_a_problem_is_one_line_of_place_field_what_to_write_and_what_was_found():
    place = "catalogue/procedures/so-tu-phap/2.000815.yml:13:13: fees, "
    assert as_text(FEE, MESSAGES, "en") == place + 'item 4: amount: write the sum in dong with digits alone, without points or commas, such as 50000; found "50.000".'
    assert as_text(FEE, MESSAGES, "vi") == place + 'mục 4: amount: viết số đồng chỉ gồm chữ số, không dấu chấm hay dấu phẩy, ví dụ 50000; đang là "50.000".'


def test_a_warning_says_that_it_is_one():
    warning = Problem("a.yml", 2, 1, "letters_are_composed", severity="warning")
    assert as_text(warning, MESSAGES, "en").startswith("a.yml:2:1: warning: type this again")
    assert as_text(warning, MESSAGES, "vi").startswith("a.yml:2:1: cảnh báo: gõ lại")


def test_problems_are_listed_once_by_file_line_column_and_rule_and_counted():
    second = Problem("a.yml", 2, 9, "value_is_written")
    third = Problem("a.yml", 10, 1, "value_is_written")
    warning = Problem("a.yml", 2, 9, "letters_are_composed", severity="warning")
    lines = listing([FEE, third, second, warning, second], MESSAGES, "en").splitlines()
    assert [line.split(": ")[0] for line in lines[:-1]] == ["a.yml:2:9", "a.yml:2:9", "a.yml:10:1", f"{FEE.file}:13:13"]
    assert lines[-1] == "errors: 3, warnings: 1, files with problems: 2"
    assert listing([], MESSAGES, "en") == ""


def test_what_was_found_is_shown_short_and_without_what_acts_on_a_terminal():
    assert shown("x" * 61) == "x" * 59 + "…"
    assert shown("a\x1b[31m\nb\u202e\ue000\ud800") == r"a\x1b[31m\nb\u202e\ue000\ud800"
    assert shown("Hồ sơ") == "Hồ sơ"
    assert [shown(value) for value in (50, {"a": 1}, {}, ["a"], ())] == ["50", "{…}", "{}", "[…]", "[]"]


def test_a_hostile_name_of_a_file_or_field_stays_on_its_line():
    text = as_text(Problem("a\nb.yml", 1, 1, "value_is_written", "x\x1by"), MESSAGES, "en")
    assert text == r"a\nb.yml:1:1: x\x1by: " + MESSAGES.sentence("value_is_written", "en") + "."


def test_what_was_found_is_never_read_as_blanks_of_the_sentence():
    assert as_text(Problem("a.yml", 1, 1, "value_is_written", found="{limit} {0!r}"), MESSAGES, "en").endswith('; found "{limit} {0!r}".')
    text = as_text(Problem("a.yml", 1, 1, "language_is_known", values={"language": "{known}", "known": "vi"}), MESSAGES, "en")
    assert "{known} is no language code" in text


def test_problems_are_equal_and_hashed_by_what_they_say():
    assert Problem("a", 1, 1, "r", values={"b": 2, "a": 1}) == Problem("a", 1, 1, "r", values=[("a", "1"), ("b", "2")])
    assert len({Problem("a", 1, 1, "r"), Problem("a", 1, 1, "r")}) == 1


def test_a_path_is_written_as_an_editor_reads_it():
    assert field_path(("fees", 3, "amount")) == "fees[3].amount"
    assert field_path(()) == ""


def test_a_rule_without_a_sentence_is_a_fault_of_the_program():
    with pytest.raises(KeyError):
        MESSAGES.sentence("no_such_rule", "vi")
    with pytest.raises(KeyError):
        MESSAGES.sentence("names_are_unique", "vi")


def test_a_refusal_carries_its_rule_and_its_values():
    refused = Refused("file_is_small_enough", limit=1, size=2)
    assert (refused.rule, refused.values) == ("file_is_small_enough", {"limit": 1, "size": 2})


def test_both_languages_have_the_same_rules_with_the_same_blanks():
    assert MESSAGES.sentences["vi"].keys() == MESSAGES.sentences["en"].keys()
    for rule in MESSAGES.sentences["vi"]:
        vi, en = (_blanks(MESSAGES.sentences[language][rule]) for language in LANGUAGES)
        assert vi == en, rule


def test_a_sentence_has_no_full_stop():
    for sentences in MESSAGES.sentences.values():
        for rule, sentence in sentences.items():
            assert not sentence.endswith("."), rule


def test_what_was_found_is_said_once_by_the_sentence_or_behind_it():
    free = Problem("a.yml", 1, 1, "free_fee_has_no_amount", "fees[0].amount", "50000")
    assert as_text(free, MESSAGES, "vi").count("50000") == 1
    assert as_text(Problem("a.yml", 1, 1, "value_is_text", "name", {"vi": "A"}), MESSAGES, "vi") == "a.yml:1:1: name: viết một đoạn chữ, không phải danh sách hay nhóm."


def test_items_are_counted_as_people_count_them():
    for field, told in (("fees[0]", "fees, item 1"), ("a.rows[11].b[0].c", "a.rows, item 12: b, item 1: c"), ("a[99999999999]", "a[99999999999]")):
        assert as_text(Problem("a.yml", 1, 1, "value_is_text", field), MESSAGES, "en").startswith(f"a.yml:1:1: {told}: write text")


def test_a_listed_word_is_told_with_its_meaning_and_a_language_by_its_name():
    listed = MESSAGES.sentence("value_is_one_of", "vi", allowed="commune, github, no-such-word", nearest="")
    assert "commune (xã, phường), github (GitHub), no-such-word" in listed
    assert "one of in_person, postal (by post)" in MESSAGES.sentence("value_is_one_of", "en", allowed="in_person, postal", nearest="")
    assert "bản tiếng Việt đang dài 99" in MESSAGES.sentence("text_is_short_enough", "vi", limit=80, language="vi", length=99)


def test_both_languages_explain_the_same_words():
    vi, en = (MESSAGES.labels[language] for language in LANGUAGES)
    assert {kind: list(words) for kind, words in vi.items()} == {kind: list(words) for kind, words in en.items()}
    assert set(vi["languages"]) == {*LANGUAGES, *SUMMARY_LANGUAGES}


def _blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def _rules_named() -> Iterator[tuple[str, str]]:
    """Each rule that the code names: as `rule=`, or first in a call that refuses, complains or makes a problem or a finding."""
    for path in code.parsed():
        refuses = any(isinstance(node, ast.ImportFrom) and node.module == "motcua.refusal" for node in code.nodes(path))
        calls = {"Finding", "problem", "complain", "refuse", "Fault"} | ({"Refused"} if refuses else set())
        for node in code.nodes(path):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            named = [keyword.value for keyword in node.keywords if keyword.arg == "rule"]
            named += node.args[:1] if name in calls else node.args[3:4] if name == "Problem" else []
            for value in named:
                for part in (value.body, value.orelse) if isinstance(value, ast.IfExp) else (value,):
                    if isinstance(part, ast.Constant) and re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)+", str(part.value)):
                        yield part.value, path


@pytest.mark.bulk
def test_every_rule_that_the_code_names_has_its_sentence():
    named = dict(_rules_named())
    named |= {rule: "syntax.py" for _, rule, _ in syntax.MEANINGS}
    every = "".join(map(chr, range(0x110000)))
    named |= {characters.rule_against(refused[0]): "characters.py" for refused in characters.refused_in(every)}
    assert len(named) > 40
    assert {rule: file for rule, file in named.items() if rule not in MESSAGES.sentences["vi"]} == {}
