"""One layout: whatever says the same comes out the same, with every comment, or is left alone and named."""

from __future__ import annotations

import shutil
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from motcua import commands, files, source
from motcua.model import Component, Decision, Department, Fee, Procedure
from motcua.tools.fields import FILES, fields
from motcua.tools.remarks import comments
from motcua.tools.rewrite import LeftAlone, rewritten
from motcua.tools.yaml_layout import in_order, lay_out, yaml

HOME = Path(__file__).parents[1]


def laid_out(text: str, model=Procedure) -> str:
    return rewritten(text.encode(), model).decode()


def sample_files() -> list[tuple[Path, str]]:
    found = [*files.of_catalogue(HOME / "catalogue"), *files.of_forms(HOME / "templates" / "forms")]
    return [(each.path, each.kind) for each in found if each.kind in FILES]


def plain(value: object) -> object:
    """Values as another reader of YAML sees them, with typed values as text."""
    if isinstance(value, dict):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)


@pytest.mark.bulk
def test_the_sample_stands_in_the_one_layout():
    assert len(sample_files()) > 80
    assert [path.name for path, kind in sample_files() if rewritten(path.read_bytes(), FILES[kind]) != path.read_bytes()] == []


@pytest.mark.bulk
def test_another_reader_sees_the_same_sample():
    reader = YAML(typ="safe", pure=True)
    for path, _ in sample_files()[::7]:
        assert plain(reader.load(path.read_bytes())) == plain(source.read(path, path.name).values), path.name


@pytest.mark.parametrize("style", ["flow", "quoted", "jumbled"])
def test_however_a_file_is_written_the_layout_is_the_same(style: str):
    path = next((HOME / "catalogue" / "procedures").rglob("2.000815.yml"))
    values = source.read(path, path.name).values
    dumper = YAML(typ="safe", pure=True)
    dumper.default_flow_style = style == "flow"
    dumper.default_style = '"' if style == "quoted" else None
    dumper.allow_unicode, dumper.width, dumper.sort_base_mapping_type_on_output = True, 70, style == "jumbled"
    out = BytesIO()
    dumper.dump(_as_plain(values), out)
    assert rewritten(out.getvalue(), Procedure) == path.read_bytes()


def _as_plain(value):
    if isinstance(value, dict):
        return {str(name): _as_plain(each) for name, each in value.items()}
    return [_as_plain(each) for each in value] if isinstance(value, list) else str(value)


COMMENTED = """\
# Đầu tệp

status: in_force # còn áp dụng
# tên
name: {vi: 'Cấp giấy phép', en: "A permit"} # hai thứ tiếng
code: '1.000001'   # mã quốc gia
fees: # các mức thu
    # mức thứ nhất
    - amount: '50000'
      # theo thông tư
      status: amount
      currency: VND

    # mức nữa sẽ ghi sau
steps:
  - text: | # chép nguyên văn
      a) Nộp.
        - Ở xã. # không phải ghi chú
      b) Nhận.
    actor: applicant
keywords: [mưa, # thường gõ
  "nắng #1"] # hết
field: ho-tich
processing_time: {rows: [{statutory: {unit: day, value: 3}}]} # luật
# cuối tệp
"""
LAID_OUT = """\
# Đầu tệp

code: "1.000001"  # mã quốc gia
# tên
name:  # hai thứ tiếng
  vi: Cấp giấy phép
  en: A permit
keywords:  # hết
  - mưa  # thường gõ
  - "nắng #1"
field: ho-tich
steps:
  - text: |  # chép nguyên văn
      a) Nộp.
        - Ở xã. # không phải ghi chú
      b) Nhận.
    actor: applicant
processing_time:  # luật
  rows:
    - statutory: {value: 3, unit: day}
fees:  # các mức thu
  # mức thứ nhất
  # theo thông tư
  - status: amount
    amount: 50000
    currency: VND

  # mức nữa sẽ ghi sau
status: in_force  # còn áp dụng
# cuối tệp
"""


def test_every_comment_stays_with_what_it_speaks_of():
    assert laid_out(COMMENTED) == LAID_OUT
    assert laid_out(LAID_OUT) == LAID_OUT


def test_two_comments_beside_one_list_are_both_kept():
    assert laid_out("keywords: # một\n  [a, b] # hai\n") == "# hai\nkeywords: [a, b]  # một\n"


@pytest.mark.bulk
def test_what_importers_write_stands_in_the_one_layout():
    for path in sorted((HOME / "catalogue" / "procedures").rglob("*.yml")):
        text = yaml(in_order(Procedure, source.read(path, path.name).values))
        assert text.encode() == path.read_bytes(), path.name


@pytest.mark.parametrize("before, after", [
    ("code: 1.000001\nname: no\n", 'code: "1.000001"\nname: "no"\n'),
    ("code: '1.000001'\nfees:\n  - amount: '5000'\n    valid_from: \"2026-01-01\"\n", 'code: "1.000001"\nfees:\n  - amount: 5000\n    valid_from: 2026-01-01\n'),
    ("is_internal: \"true\"\n", "is_internal: true\n"),
    ("name: >-\n  a\n  b\n", "name: a b\n"),
    ("name: |\n  a\n  b\n", "name: |\n  a\n  b\n"),
    ("name: \"a: b\"\n", 'name: "a: b"\n'),
    ("dossier: {}\nfees: []\n", "fees: []\ndossier: {}\n"),
    ("feees: 1\nname: a\n", "name: a\nfeees: 1\n"),
])
def test_quotes_stand_where_readers_would_differ_and_nowhere_else(before: str, after: str):
    assert laid_out(before) == after
    assert laid_out(after) == after


def test_lines_of_windows_stay_so():
    assert rewritten(b"name: a\r\ncode: '1.000001'\r\n", Procedure) == b'code: "1.000001"\r\nname: a\r\n'


@pytest.mark.parametrize("text, line", [("a: [b\n", 1), ("name: a\nname: b\n", 2), ("code: '1.000001'\n\tname: a\n", 2), ("a: &x b\n", 1), ("", 1), ("a:\n", 1)])
def test_a_file_that_cannot_be_read_is_left_alone(text: str, line: int):
    with pytest.raises(LeftAlone) as left:
        laid_out(text)
    assert left.value.why == "file_cannot_be_read" and left.value.line <= line + 1


def test_a_file_whose_comments_would_be_lost_is_left_alone(monkeypatch):
    monkeypatch.setattr("motcua.tools.rewrite.remarks", lambda text, read: {})
    with pytest.raises(LeftAlone) as left:
        laid_out("name: a # b\n")
    assert left.value.why == "comments_would_change"


def test_a_file_whose_values_would_change_is_left_alone(monkeypatch):
    monkeypatch.setattr("motcua.tools.rewrite.lay_out", lambda values, remarks: lay_out(values, remarks).replace("50000", "5000"))
    with pytest.raises(LeftAlone) as left:
        laid_out("fees:\n  - status: amount\n    amount: 50000\n")
    assert left.value.why == "values_would_change"


WORDS = st.text(alphabet="ab:#-\"'\\ \n123.{}[]|>%@&*!?,~yđ\t", min_size=1, max_size=14)
NAMES = st.sampled_from(["name", "code", "fees", "steps", "text", "status", "amount", "cases", "zz", "valid_from", "vi", "en", "covers", "sources"])
TREES = st.dictionaries(NAMES, st.recursive(
    WORDS, lambda inner: st.lists(inner.filter(lambda each: not isinstance(each, list)), max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8), min_size=1, max_size=5)


@pytest.mark.bulk
@given(TREES)
def test_any_values_are_laid_out_so_that_they_are_read_back(values: dict):
    text = lay_out(values)
    try:
        new = laid_out(text)
    except LeftAlone as left:
        # A blank before the first line of a block, and such: then no word of it may be touched.
        assert left.why == "file_cannot_be_read" and any(problem.is_error for problem in source.parse(text.encode(), "").problems)
        return
    assert source.parse(new.encode(), "").values == source.parse(text.encode(), "").values == values
    assert laid_out(new) == new


COMMENT = st.text(alphabet="ab #:-[]'\"đ", max_size=8).map(lambda words: f"# {words}".rstrip())
PLACES = [path.read_text("utf-8") for path, kind in sample_files() if kind in ("procedure", "decision", "department")][::5]


@pytest.mark.bulk
@given(st.sampled_from(PLACES), st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["beside", "alone", "deep", "blank"]), COMMENT), min_size=1, max_size=8))
def test_comments_put_anywhere_are_all_kept(text: str, put: list[tuple[int, str, str]]):
    lines = text.splitlines()
    for number, where, words in put:
        at = number % len(lines)
        indent = " " * (len(lines[at]) - len(lines[at].lstrip()))
        if where == "beside":
            lines[at] += f" {words}"
        else:
            lines[at:at] = [*([""] if where == "blank" else []), f"{indent}{'  ' if where == 'deep' else ''}{words}"]
    commented = "\n".join(lines) + "\n"
    model = Procedure if text.startswith("code:") else Department if "\nkind:" in text else Decision
    before = source.parse(commented.encode(), "")
    # A # inside a text of several lines in quotes or behind a list's mark may break the file itself.
    assume(not any(problem.is_error for problem in before.problems))
    new = laid_out(commented, model)
    assert source.parse(new.encode(), "").values == before.values
    assert Counter(each.words for each in comments(new)) == Counter(each.words for each in comments(commented))
    assert laid_out(new, model) == new


def test_a_field_that_names_a_row_stands_before_what_it_depends_on():
    assert list(fields(Fee))[:4] == ["name", "condition", "cases", "channels"]
    assert list(fields(Component))[-1] == "of"
    assert set(fields(Procedure)) == set(Procedure.model_fields)


# The command


@pytest.fixture
def catalogue(tmp_path, monkeypatch) -> Path:
    shutil.copytree(HOME / "tests" / "mistakes" / "base" / "catalogue", tmp_path / "catalogue")
    monkeypatch.chdir(tmp_path)
    return Path("catalogue")


def test_the_command_lays_out_what_it_can_and_names_what_it_left(catalogue: Path, capsys):
    (catalogue / "laws.yml").write_text("laws: [\n")
    good = catalogue / "procedures" / "so-y-te" / "1.000001.yml"
    good.write_text("name: a # ghi chú\ncode: '1.000001'\nfield: x\nstatus: draft\n")
    assert commands.main(["fmt", "--check"]) == 1
    assert good.read_text().startswith("name")
    capsys.readouterr()
    assert commands.main(["fmt"]) == 1
    told = capsys.readouterr()
    assert told.err == "để nguyên catalogue/laws.yml: không đọc được ở dòng 2; chạy motcua check catalogue/laws.yml để xem cách sửa\n"
    assert "đã xếp lại catalogue/procedures/so-y-te/1.000001.yml\n" in told.out
    assert good.read_text() == 'code: "1.000001"\nname: a  # ghi chú\nfield: x\nstatus: draft\n'
    assert (catalogue / "laws.yml").read_text() == "laws: [\n"
    (catalogue / "laws.yml").unlink()
    assert commands.main(["fmt", "--check"]) == 0
    assert "cần xếp lại 0" in capsys.readouterr().out


def test_paths_choose_files_and_a_wrong_one_is_said(catalogue: Path, capsys):
    one = catalogue / "fields.yml"
    one.write_text("fields: [{name: a, id: b}]\n")
    (catalogue / "laws.yml").write_text("laws: [{title: a, number: b}]\n")
    assert commands.main(["fmt", str(one)]) == 0
    assert one.read_text() == "fields:\n  - id: b\n    name: a\n"
    assert (catalogue / "laws.yml").read_text() == "laws: [{title: a, number: b}]\n"
    capsys.readouterr()
    assert commands.main(["fmt", str(catalogue / "urls.txt")]) == 2
    assert "không có tệp nào của danh mục" in capsys.readouterr().err
