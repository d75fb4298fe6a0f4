"""The one reader of YAML: what it accepts, what it refuses, and where it says so."""
from __future__ import annotations

import os
import re
import unicodedata

import pytest
import yaml
from hypothesis import example, given, strategies as st

from motcua import characters, events, source
from motcua.ambiguous import is_ambiguous
from motcua.source import parse
from motcua.text import Plain


@pytest.fixture(params=["libyaml", "python"])
def parser(request, monkeypatch):
    """Both parsers: the one of libyaml and the one for where it is missing."""
    if request.param == "python":
        monkeypatch.setattr(events, "CParser", None)


def told(text: str | bytes) -> list[tuple[str, int, int]]:
    """The rules that a file breaks, each with its line and column."""
    data = text if isinstance(text, bytes) else text.encode()
    return [(problem.rule, problem.line, problem.column) for problem in parse(data, "a.yml").problems]


def value_of(text: str) -> object:
    """The value of `a` in a file that must be free of problems."""
    read = parse(text.encode(), "a.yml")
    assert read.problems == []
    return read.values["a"]


@pytest.mark.parametrize(("text", "rule", "line", "column"), [
    ("a: b\nc: d\na: e\n", "names_are_unique", 3, 1),
    ("a: &x b\n", "yaml_has_no_anchors", 1, 4),
    ("a: *x\n", "yaml_has_no_aliases", 1, 4),
    ("a: !!python/name:os.system x\n", "yaml_has_no_tags", 1, 4),
    ("a: !!binary aGk=\n", "yaml_has_no_tags", 1, 4),
    ("a: !!set {x: y}\n", "yaml_has_no_tags", 1, 4),
    ("a:\n  <<: b\n", "yaml_has_no_merging", 2, 3),
    ("a: b\n---\nc: d\n", "file_holds_one_document", 2, 1),
    ("%YAML 1.1\n---\na: b\n", "yaml_has_no_directives", 1, 1),
    ("", "file_holds_something", 1, 1),
    ("---\n", "file_holds_something", 2, 1),
    ("- a\n", "file_holds_names_and_values", 1, 1),
    ("a text\n", "file_holds_names_and_values", 1, 1),
    ("? [a]\n: b\n", "name_is_plain_text", 1, 3),
    ("a: b\n'': c\n", "name_is_written", 2, 1),
    ('a: "b"# c\n', "comment_stands_apart", 1, 7),
    ("a: [b]# c\n", "comment_stands_apart", 1, 7),
    ("a: |\n   \n  b\n", "blank_lines_are_empty", 2, 1),
    ("a:\n  b: [c,\n  d]\n", "further_lines_stand_deeper", 3, 3),
    ('a: "b\n\tc"\n', "further_lines_stand_deeper", 2, 1),
    ("a:\nb: c\n", "value_is_written", 1, 3),
    ("a:\n  - b\n  -\n", "value_is_written", 3, 4),
    ("a:\n- b\n - c\n", "list_marks_stand_in_one_column", 2, 3),
    ("on: b\n", "quote_this_text", 1, 1),
    ("a: " + "[" * 5000, "nesting_is_shallow", 1, 23),
    ("a: 'b\nc: d\n", "quotation_mark_is_closed", 1, 4),
    ("a: [b, c\nd: e\n", "bracket_is_closed", 1, 4),
    ("a: b: c\n", "text_with_a_colon_is_quoted", 1, 5),
    ("a: b\nword\nc: d\n", "name_ends_in_a_colon", 2, 1),
    ("a:\n\tb: c\n", "indentation_uses_spaces", 2, 1),
    ("a: @b\n", "text_with_a_sign_is_quoted", 1, 4),
    ("a: - b\n", "list_starts_on_its_own_line", 1, 4),
    ("a: 'b' c\n", "text_stands_inside_its_quotes", 1, 8),
    ("a: b\rc: d\n", "lines_end_plainly", 1, 5),
    ("a: b\u2028c\n", "character_is_not_a_control", 1, 5),
    ("a: b\x85c\n", "character_is_not_a_control", 1, 5),
    ("a: b\x1b[31m\n", "character_is_not_a_control", 1, 5),
    ("a: b\n# \u202e\n", "text_reads_in_one_direction", 2, 3),
    ("a: b\u200b\n", "character_is_visible", 1, 5),
    ("a: \ue000x\ue001\n", "character_is_public", 1, 4),
    ("a: \uffff\n", "character_is_public", 1, 4),
    ("a: \ufeff\n", "character_is_visible", 1, 4),
    ("a: Gi\ufffdy\n", "character_is_whole", 1, 6),
    ('a: "\\u202e"\n', "text_reads_in_one_direction", 1, 4),
    ('a: "\\0"\n', "character_is_not_a_control", 1, 4),
])
def test_what_a_catalogue_does_without_is_refused_at_its_place(parser, text, rule, line, column):
    assert (rule, line, column) in told(text)


@pytest.mark.parametrize(("data", "line", "column", "byte"), [
    (b"a: b\nc: \xe1\xba d\n", 2, 4, 8),
    (b"\xef\xbb\xbfa: \xff\n", 1, 5, 6),
    ("a: b\n".encode("utf-16"), 1, 1, 0),
    ("a: b\n".encode("utf-16-le"), 1, 2, 1),
    (b"a: b\x00c\n", 1, 5, 4),
    (b"a: \xed\xa0\x80\n", 1, 4, 3),
])
def test_a_file_that_is_not_utf_8_is_refused_at_its_byte(data, line, column, byte):
    (problem,) = parse(data, "a.yml").problems
    assert (problem.rule, problem.line, problem.column) == ("file_is_utf_8", line, column)
    assert dict(problem.values) == {"byte": str(byte)}


def test_a_lone_surrogate_never_becomes_a_value(parser):
    read = parse(b'a: "\\ud800"\n', "a.yml")
    assert [problem.line for problem in read.problems] == [1]
    assert read.values is None or read.values["a"].encode()


def test_a_comment_right_after_the_sign_of_a_text_is_refused(parser):
    assert told("a: ># c\n  b\n")[0][1:] == (1, 5)


def test_a_block_text_that_ends_the_file_has_its_last_line_feed(parser):
    assert value_of("a: |\n  b") == "b\n"


def test_an_unknown_escape_is_told_at_its_backslash_or_the_letter_after_it(parser):
    ((rule, line, column),) = told('a: "C:\\q"\n')
    assert (rule, line) == ("backslash_stands_in_single_quotes", 1)
    assert column in (7, 8)


@pytest.mark.parametrize(("text", "field", "found", "like"), [
    ('a: b\nkey: "có \\mới"\n', "key", "có \\mới", None),
    ("a: b\nkey: Điều kiện: có bằng\n", "key", "", '"Điều kiện: có bằng"'),
    ('a: b\nkey: Điều "này": có bằng\n', "key", "", ""),
    ("a: b\n  key: c\n", "", "", ""),
    ("a: b\nkey c\nd: e\n", "", "key c", "key: c"),
    ("a: b\nmột chữ\nd: e\n", "", "một chữ", ""),
    ("a: b\nkey: @c\n", "key", "", '"@c"'),
    ("key: [b, @c]\n", "key", "@c]", ""),
    ('key: "b\nc: d\n', "key", '"b', None),
])
def test_a_broken_line_is_told_with_its_field_and_how_to_write_it(parser, text, field, found, like):
    (problem,) = parse(text.encode(), "a.yml").problems
    assert (problem.field, problem.found, dict(problem.values).get("like")) == (field, found, like)


def test_a_quotation_mark_in_a_comment_opens_no_text(parser):
    ((rule, line, _),) = told('# a " alone\na: "C:\\q"\n')
    assert (rule, line) == ("backslash_stands_in_single_quotes", 2)


def test_a_duplicate_names_both_lines_and_the_first_value_stays(parser):
    read = parse(b"a: b\nc:\n  d: e\n  f: g\n  d: {x: [y, z]}\nh: i\n", "a.yml")
    assert [(problem.rule, problem.field, problem.values) for problem in read.problems] == [
        ("names_are_unique", "c.d", (("first_line", "3"),))]
    assert read.values == {"a": "b", "c": {"d": "e", "f": "g"}, "h": "i"}
    assert read.at(["h"]) == (6, 4)


def test_all_that_can_be_told_is_told_at_once(parser):
    text = "a: b\na: c\nd: &x e\nf:\ng:\n  - !!int 3\n  - '\u200b'\non: h\n"
    assert [line for _, line, _ in sorted(told(text), key=lambda problem: problem[1])] == [2, 3, 4, 6, 7, 8]


def test_one_byte_order_mark_and_windows_line_ends_are_accepted(parser):
    read = parse(b"\xef\xbb\xbfa: b\r\nc: |\r\n  d\r\n  e\r\n", "a.yml")
    assert (read.problems, read.values) == ([], {"a": "b", "c": "d\ne\n"})
    assert read.name_at(["c"]) == (2, 1)


def test_every_value_and_every_name_knows_its_place(parser):
    read = parse("tên: Cấp giấy phép\nfees:\n  - name: x\n    amount: 50.000\n  - {name: y, amount: 0}\n".encode(), "a.yml")
    assert read.at(["tên"]) == (1, 6)
    assert read.at(["fees", 0, "amount"]) == (4, 13)
    assert read.name_at(["fees", 0, "amount"]) == (4, 5)
    assert read.at(["fees", 1]) == (5, 5)
    assert read.at(["fees", 1, "amount"]) == (5, 23)


def test_a_missing_field_is_placed_at_its_holder_and_a_step_of_a_union_is_passed_over():
    read = parse(b"a: b\nfees:\n  - name: x\n", "a.yml")
    assert read.at(["fees", 0, "amount"]) == (3, 5)
    assert read.at(["fees", 0, "Fee", "name"]) == (3, 11)
    assert read.at(["elsewhere"]) == (1, 1)


def test_a_problem_is_placed_at_the_value_or_at_the_name():
    read = parse(b"fees:\n  - amount: 50.000\n", "a.yml")
    at_value = read.problem("amount_is_whole_dong", ("fees", 0, "amount"), found=read.values["fees"][0]["amount"])
    assert (at_value.line, at_value.column, at_value.field, at_value.found) == (2, 13, "fees[0].amount", "50.000")
    assert read.problem("key_is_known", ("fees", 0, "amount"), of_name=True).column == 5


@pytest.mark.parametrize("spelling", [
    "~", "null", "Null", "NULL", "yes", "Yes", "no", "NO", "on", "On", "off", "OFF", "y", "N", "true", "True", "FALSE", "12:30", "07:30",
    "190:20:30", "010", "0o7", "0x1F", "0b101", "1_000", "1e3", "-1", "+1", "0", "50000", "1.10", "50.000", "1.004222", "1.004.222", ".5", "1.",
    ".inf", "-.INF", ".nan", "6.02e+23", "=", "2026-07-01", "2026-13-45", "2026-07-01T10:00:00Z", "2026-07-01 10:00:00 +7", "0_", "0x_",
])
def test_an_unquoted_text_that_yaml_reads_as_another_type_is_marked(parser, spelling):
    assert (value_of(f"a: {spelling}\n"), type(value_of(f"a: {spelling}\n"))) == (spelling, Plain)
    assert type(value_of(f"a: '{spelling}'\n")) is str


@pytest.mark.parametrize("spelling", [
    "không", "Yes sir", "1.004222.H01", "12:30 hoặc 13:30", "2026", "1900-1009", "01/07/2026", "1 000", "nul", "0283 829 1234", "x", "1.2.3a",
])
def test_a_text_that_yaml_reads_as_text_needs_no_quotes(parser, spelling):
    expected = Plain if spelling == "2026" else str
    assert type(value_of(f"a: {spelling}\n")) is expected


@given(st.text("0123456789_.:eExobaftnuryFTY+-=~<TZ ", min_size=1, max_size=12))
def test_whatever_pyyaml_or_the_core_schema_retypes_is_ambiguous(scalar):
    tag = yaml.resolver.Resolver().resolve(yaml.ScalarNode, scalar, (True, False))
    core = re.fullmatch(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", scalar)
    if tag != "tag:yaml.org,2002:str" or core:
        assert is_ambiguous(scalar)


def test_text_in_decomposed_letters_is_composed_with_a_warning_at_its_line(parser):
    decomposed = unicodedata.normalize("NFD", "Giấy phép")
    read = parse(f"a: b\n{unicodedata.normalize('NFD', 'tên')}:\n  - {decomposed}\n".encode(), "a.yml")
    assert read.values == {"a": "b", "tên": ["Giấy phép"]}
    assert [(p.rule, p.line, p.severity) for p in read.problems] == [("letters_are_composed", 2, "warning"), ("letters_are_composed", 3, "warning")]


def test_letters_decomposed_by_escapes_are_composed_too(parser):
    read = parse(b'a: "e\\u0301"\n', "a.yml")
    assert (read.values, [problem.rule for problem in read.problems]) == ({"a": "é"}, ["letters_are_composed"])


@pytest.mark.bulk
def test_limits_hold_at_their_edges(parser):
    text = "a: '" + "x" * events.TEXT_LIMIT + "'\n"
    assert told(text) == []
    assert told(text.replace("'\n", "x'\n")) == [("text_is_small_enough", 1, 4)]
    assert told("a: " + "[" * 19 + "]" * 19) == []
    assert told("a: " + "[" * 20 + "]" * 20) == [("nesting_is_shallow", 1, 23)]
    many = "a: [" + "b," * (events.NODE_LIMIT - 3) + "]\n"
    assert told(many) == []
    assert [rule for rule, *_ in told(many.replace("]", "b]"))] == ["file_holds_few_values"]
    assert told(b"#" * (source.FILE_LIMIT + 1)) == [("file_is_small_enough", 1, 1)]


def test_no_more_than_two_hundred_problems_of_one_file_are_told_and_the_last_says_so():
    problems = parse(b"a: [" + b"&x b, " * 1000 + b"]\n", "a.yml").problems
    assert len(problems) == source.PROBLEM_LIMIT + 1
    assert problems[-1].rule == "file_holds_few_problems"


def test_a_file_of_which_every_line_warns_is_read_to_its_end_and_its_errors_are_told(parser):
    lines = [unicodedata.normalize("NFD", f"ế{number}") for number in range(source.PROBLEM_LIMIT + 50)]
    text = "a:\n" + "".join(f"  - {line}\n" for line in lines)
    read = parse(text.encode(), "a.yml")
    assert read.values == {"a": [unicodedata.normalize("NFC", line) for line in lines]}
    assert [problem.rule for problem in read.problems] == ["letters_are_composed"] * source.PROBLEM_LIMIT
    assert [problem.rule for problem in parse(f"{text}b: &x c\n".encode(), "a.yml").problems if problem.is_error] == [
        "yaml_has_no_anchors", "file_holds_few_problems"]


def test_hostile_files_are_refused_after_little_work(monkeypatch):
    bomb = "a: &a [x, x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(9))
    asked = []
    made = events.parser_of

    def counting(text):
        parser = made(text)
        get = parser.get_event
        parser_events = lambda: asked.append(1) or get()
        return type("Counting", (), {"get_event": staticmethod(parser_events)})

    monkeypatch.setattr(events, "parser_of", counting)
    assert len(told(bomb)) == 9 * 2 + 10
    for text in ("a: " + "[" * 5000, "".join(f"{' ' * n}a:\n" for n in range(900)), "- " * 5000, "a: " + "{b: " * 5000, "? " * 5000):
        asked.clear()
        assert told(text)
        assert len(asked) < 100


@pytest.mark.bulk
def test_every_character_of_unicode_is_judged_by_its_category():
    allowed_to_show_nothing = {"\t", "\n"}
    for number in range(0x110000):
        character = chr(number)
        refused = not characters.is_clean(character)
        category = unicodedata.category(character)
        if category in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp") and character not in allowed_to_show_nothing or number & 0xFFFE == 0xFFFE:
            assert refused, hex(number)
        elif category in ("Lu", "Ll", "Nd", "Zs", "Sc", "Sm", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Pc"):
            assert not refused, hex(number)


def test_the_letters_that_show_nothing_are_refused_and_emoji_are_not():
    for character in "\u034f\u115f\u1160\u17b4\u180e\u2800\u3164\uffa0\ufe00\ufffc\U000e0041\U000e0100":
        assert not characters.is_clean(character), hex(ord(character))
    assert characters.is_clean("☎️ ✔︎ 😀 Ễ Ự €")


@pytest.mark.parametrize("make", [
    lambda path: path.mkdir(),
    lambda path: os.mkfifo(path),
    lambda path: path.symlink_to(path.parent / "beside.yml"),
    lambda path: os.link(path.parent / "beside.yml", path),
    lambda path: path.symlink_to("/dev/zero"),
    lambda path: None,
], ids=["folder", "pipe", "link", "hard link", "device", "nothing"])
def test_only_a_regular_file_with_one_name_is_read(tmp_path, make):
    (tmp_path / "beside.yml").write_text("a: b\n")
    make(tmp_path / "a.yml")
    read = source.read(tmp_path / "a.yml", "a.yml")
    assert read.values is None
    assert [(p.line, p.column) for p in read.problems] == [(1, 1)]
    assert read.problems[0].rule in ("file_is_regular", "file_is_no_link", "file_has_one_name", "file_can_be_read")


def test_a_link_is_refused_where_the_system_cannot_refuse_it(tmp_path, monkeypatch):
    monkeypatch.setattr("motcua.open._NO_LINK", 0)
    monkeypatch.setattr("motcua.open._FLAGS", os.O_RDONLY)
    (tmp_path / "beside.yml").write_text("a: b\n")
    (tmp_path / "a.yml").symlink_to(tmp_path / "beside.yml")
    assert [problem.rule for problem in source.read(tmp_path / "a.yml", "a.yml").problems] == ["file_is_no_link"]
    assert source.read(tmp_path / "beside.yml", "beside.yml").values == {"a": "b"}


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    path = tmp_path / "a.yml"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    assert [problem.rule for problem in source.read(path, "a.yml").problems] == ["file_is_small_enough"]


def test_reading_leaves_no_file_open(tmp_path):
    (tmp_path / "a.yml").write_text("a: b\n")
    before = os.open(tmp_path, os.O_RDONLY)
    os.close(before)
    for name in ("a.yml", "", "missing.yml"):
        source.read(tmp_path / name, name)
    after = os.open(tmp_path, os.O_RDONLY)
    os.close(after)
    assert after == before


_GOOD = "code: \"1.004222\"\ntên: 'Cấp giấy phép'\nfees:\n  - {amount: 50000, kind: phi}\nnote: |\n  một\n  hai\n".encode()


@given(st.lists(st.tuples(st.integers(0, len(_GOOD)), st.binary(max_size=3), st.integers(0, 4)), min_size=1, max_size=4))
@example([(0, b"\xef\xbb\xbf", 0)])
def test_no_change_of_bytes_makes_the_reader_raise(changes):
    data = _GOOD
    for position, put, cut in changes:
        data = data[:position] + put + data[position + cut:]
    read = parse(data, "a.yml")
    assert read.values is not None or read.problems
    for problem in read.problems:
        assert problem.line >= 1 and problem.column >= 1
        assert problem.line <= data.count(b"\n") + data.count(b"\r") + 1


_names = st.text("abcđêô ", min_size=1, max_size=6).map(str.strip).filter(bool)
_trees = st.recursive(st.text(st.characters(exclude_categories=("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp")), max_size=20).filter(
    lambda text: characters.is_clean(text) and unicodedata.is_normalized("NFC", text)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_names, inner, max_size=4), max_leaves=20)


@pytest.mark.bulk
@given(st.dictionaries(_names, _trees, min_size=1, max_size=4), st.sampled_from([None, False, True]))
def test_whatever_is_written_as_quoted_yaml_is_read_back(values, flow):
    written = yaml.safe_dump(values, allow_unicode=True, default_style='"', default_flow_style=flow, explicit_start=False)
    read = parse(written.replace("!!map ", "").encode(), "a.yml")
    assert read.problems == []
    assert read.values == values
