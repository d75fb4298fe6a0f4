"""The reader of YAML on public bad inputs: never an exception, always a place."""
from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from motcua import events
from motcua.source import parse
from motcua.text import Plain

# Valid YAML that a catalogue does without.
_BY_DESIGN = {
    "file_holds_names_and_values", "file_holds_something", "file_holds_one_document", "yaml_has_no_anchors", "yaml_has_no_aliases",
    "yaml_has_no_tags", "yaml_has_no_directives", "name_is_plain_text", "name_is_written", "value_is_written", "quote_this_text",
    "character_is_not_a_control",
}
# Valid YAML 1.2 that the parsers, which follow 1.1, do not know: odd colons, tabs, comments, brackets, directives.
_NOT_KNOWN = {
    "libyaml": """2LFX 58MP 6CA3 6LVF 96NN/00 96NN/01 A2M4 BEC7 DK95/00 DK95/03 DK95/04 FRK4 HWV9 MUS6/05 MUS6/06
        Q5MG QT73 W5VH Y79Y/001""",
    "python": """58MP 6CA3 6HB6 A2M4 DC7X DK95/00 DK95/03 DK95/04 DK95/05 DK95/07 HWV9 J3BT K54U MUS6/03 NB6Z
        Q5MG QT73 UV7Q W5VH""",
}
# A name in brackets that begins with ?, which both parsers take away.
_READ_OTHERWISE = {"652Z"}


@pytest.fixture(scope="module")
def cases(shared: Path) -> dict[str, Path]:
    """The cases of the yaml-test-suite, by name."""
    folder = shared / "data" / "corpora" / "yaml-test-suite" / "data"
    found = {str(path.parent.relative_to(folder)): path.parent for path in folder.rglob("in.yaml")}
    assert len(found) == 402
    return found


@pytest.fixture(scope="module")
def naughty(shared: Path) -> list[str]:
    """The big list of naughty strings."""
    strings = json.loads((shared / "data" / "corpora" / "naughty-strings" / "blns.json").read_text(encoding="utf-8"))
    assert len(strings) == 515
    return strings


@pytest.fixture(params=["libyaml", "python"])
def parser(request, monkeypatch):
    """Both parsers: the one of libyaml and the one for where it is missing."""
    if request.param == "python":
        monkeypatch.setattr(events, "CParser", None)
    return request.param


@pytest.mark.bulk
def test_every_refusal_of_the_yaml_test_suite_has_a_place(cases, parser):
    for name, folder in cases.items():
        data = (folder / "in.yaml").read_bytes()
        read = parse(data, name)
        assert read.values is not None or read.problems, name
        for problem in read.problems:
            assert 1 <= problem.line <= data.count(b"\n") + 2, name
            assert problem.column >= 1, name


def test_every_invalid_case_of_the_yaml_test_suite_is_refused(cases, parser):
    accepted = {name for name, folder in cases.items() if (folder / "error").exists() and not parse((folder / "in.yaml").read_bytes(), name).problems}
    assert accepted == set()


def test_every_other_refusal_of_a_valid_case_is_by_design_or_known(cases, parser):
    unexpected = set()
    for name, folder in cases.items():
        rules = {problem.rule for problem in parse((folder / "in.yaml").read_bytes(), name).problems if problem.is_error}
        if rules and not (folder / "error").exists() and not rules & _BY_DESIGN:
            unexpected.add(name)
    assert unexpected == set(_NOT_KNOWN[parser].split())


def test_every_accepted_case_of_the_yaml_test_suite_has_the_values_of_the_suite(cases, parser):
    compared = 0
    for name, folder in cases.items():
        read = parse((folder / "in.yaml").read_bytes(), name)
        if not read.problems and (folder / "in.json").exists() and name not in _READ_OTHERWISE:
            expected = json.loads((folder / "in.json").read_text(encoding="utf-8"), parse_int=str, parse_float=str)
            assert _spelt(read.values) == _spelt(expected), name
            compared += 1
    assert compared > 60


def _spelt(value: object) -> object:
    if isinstance(value, dict):
        return {name: _spelt(held) for name, held in value.items()}
    if isinstance(value, list):
        return [_spelt(held) for held in value]
    return {True: "true", False: "false", None: "null"}.get(value, value) if not isinstance(value, str) else str(value)


@pytest.mark.parametrize("ascii_only", [False, True])
def test_a_naughty_string_in_quotes_comes_back_or_is_refused_at_its_place(naughty, parser, ascii_only):
    equal = 0
    for text in naughty:
        data = f"x: y\na: {json.dumps(text, ensure_ascii=ascii_only)}\n".encode("utf-8", "surrogatepass")
        read = parse(data, "a.yml")
        if any(problem.is_error for problem in read.problems):
            assert {problem.line for problem in read.problems} == {2}, text
        else:
            assert read.values["a"] == unicodedata.normalize("NFC", text)
            equal += 1
    assert equal > 400


def test_a_naughty_string_without_quotes_is_never_another_text(naughty, parser):
    texts = [text for text in naughty if "\n" not in text and " #" not in text]
    assert len(texts) > 450
    for text in texts:
        read = parse(f"a: {text}\n".encode("utf-8", "surrogatepass"), "a.yml")
        value = (read.values or {}).get("a")
        if not any(problem.is_error for problem in read.problems) and text[:1] not in ("'", '"', "#", "|", ">", "{", "["):
            assert value == unicodedata.normalize("NFC", text.strip(" \t")), text
            assert type(value) is Plain or type(value) is str
