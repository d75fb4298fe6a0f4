"""The schemas for editors: they know every field in Vietnamese, accept what the program accepts and refuse what it refuses."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from motcua import commands, files, source, verdict
from motcua.model import Record
from motcua.tools.fields import FILES, fields
from motcua.messages import Messages
from motcua.tools.schema import words, write
from motcua.tools.schema.document import document

HOME = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def schemas(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("editor") / ".vscode" / "schema"
    write(folder)
    return folder


def refused(schemas: Path, kind: str, paths: list[Path]) -> set[str]:
    """The files that an independent validator refuses; every file was looked at."""
    command = [sys.executable, "-m", "check_jsonschema", "--output-format", "json", "--schemafile", schemas / f"{kind.replace('_', '-')}.json", *paths]
    told = json.loads(subprocess.run(list(map(str, command)), capture_output=True, encoding="utf-8", check=False).stdout)
    assert told["status"] in ("ok", "fail")
    return {Path(each["filename"]).name for each in (*told.get("errors", []), *told.get("parse_errors", []))}


def records() -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for each in (*files.of_catalogue(HOME / "catalogue"), *files.of_forms(HOME / "templates" / "forms")):
        if each.kind in FILES:
            found.setdefault(each.kind, []).append(each.path)
    return found


@pytest.mark.bulk
def test_an_independent_validator_accepts_the_whole_sample(schemas: Path):
    assert set(records()) >= {"procedure", "publisher", "department", "decision", "form", "laws", "fields"}
    assert {kind: refused(schemas, kind, paths) for kind, paths in records().items()} == {kind: set() for kind in records()}


PROCEDURE = """\
code: "1.000001"
name:
  vi: Cấp giấy phép
  en: A permit
short_name: Xin giấy phép
summary: Xin giấy phép trước khi mở cửa.
field: kham-benh
applicant_types: [citizen]
steps:
  - text: Nộp rồi nhận.
submission_methods:
  - channel: in_person
processing_time:
  rows:
    - statutory: {value: 20, unit: day}
fees:
  - status: amount
    amount: 50000
    currency: VND
    valid_from: 2026-07-01
dossier:
  sets: 1
  components:
    - paper: Đơn đề nghị
      form: so-y-te/don-de-nghi
    - choose: one
      of:
        - paper: Bằng đại học
        - paper: Bằng cao đẳng
executing_agencies: [so-y-te]
reception_places:
  - department: so-y-te
online_url: https://dichvucong.gov.vn/
status: in_force
"""
PUBLISHER = (HOME / "tests" / "mistakes" / "base" / "catalogue" / "catalogue.yml").read_text("utf-8")
SAYINGS = "synonyms:\n  - say: [a]\n    mean: [b]\n    weight: 0.5\n"
# (what is found once, what stands there instead, whether the program accepts it)
MUTATIONS = {"procedure": (PROCEDURE, [
    ("", "", True),
    ("name:\n  vi: Cấp giấy phép\n  en: A permit\n", "name: Cấp giấy phép\n", True),
    ("  vi: Cấp giấy phép\n", "", False),
    ("  en: A permit", "  fi: Lupa", False),
    ('code: "1.000001"', "code: 1.000001", False),
    ('code: "1.000001"', 'code: "1.00001"', False),
    ('code: "1.000001"', 'code: "1.000001.H19"', True),
    ('code: "1.000001"\n', "", False),
    ("short_name: Xin", "shortname: Xin", False),
    ("short_name: Xin giấy phép\n", "", False),
    ("short_name: Xin giấy phép", f"short_name: {'dài ' * 21}", False),
    ("summary: Xin giấy phép trước khi mở cửa.", "summary: 2026", False),
    ("field: kham-benh", "field: Khám bệnh", False),
    ("field: kham-benh", "field: [kham-benh]", False),
    ("applicant_types: [citizen]", "applicant_types: citizen", False),
    ("applicant_types: [citizen]", "applicant_types: [not_stated]", False),
    ("applicant_types: [citizen]\n", "", False),
    ("applicant_types: [citizen]\n", "completeness: partial\ngaps: [applicant_types]\n", True),
    ("applicant_types: [citizen]\n", "completeness: partial\n", False),
    ("applicant_types: [citizen]", "applicant_types: [citizen]\ngaps: [applicant_types]", False),
    ("applicant_types: [citizen]\n", "completeness: listed\n", True),
    ("channel: in_person", "channel: by_boat", False),
    ("value: 20, ", "", False),
    ("value: 20", "value: 0", False),
    ("value: 20, unit: day", "unit: same_day", True),
    ("unit: day", "unit: same_day", False),
    ("unit: day", "unit: days", False),
    ("    - statutory: {value: 20, unit: day}", "    - name: Một", False),
    ("amount: 50000", "amount: 50.000 đồng", False),
    ("amount: 50000", "amount: 50000.5", False),
    ("amount: 50000", 'amount: "50000"', True),
    ("amount: 50000", "amount: -5", False),
    ("amount: 50000", "amount: 0", False),
    ("    amount: 50000\n", "", False),
    ("    currency: VND\n", "", False),
    ("currency: VND", "currency: vnd", False),
    ("status: amount", "status: free", False),
    ("status: amount\n    amount: 50000\n", "status: free\n", True),
    ("2026-07-01", "01/07/2026", False),
    ("2026-07-01", "2026-02-30", False),
    ("2026-07-01", "1899-12-31", False),
    ("2026-07-01", "2200-12-31", True),
    ("2026-07-01", "2201-01-01", False),
    ("sets: 1", "sets: 0", False),
    ("sets: 1\n", "text: Một bộ.\n", False),
    ("sets: 1", "sets: một", False),
    ("      of:\n        - paper: Bằng đại học\n        - paper: Bằng cao đẳng\n", "", False),
    ("    - choose: one\n      of:", "    - paper: Bằng\n      of:", False),
    ("so-y-te/don-de-nghi", "don-de-nghi", False),
    ("department: so-y-te", "telephone: \"0200 123 456\"", False),
    ("department: so-y-te", "text: Ở đâu cũng được", True),
    ("https://dichvucong.gov.vn/", "dichvucong.gov.vn", False),
    ("https://dichvucong.gov.vn/", "https://a:b@dichvucong.gov.vn/", False),
    ("status: in_force", "status: abolished", False),
    ("status: in_force", "status: replaced\nreplaced_by: \"1.000002\"\neffective_to: 2026-01-01", True),
    ("status: in_force", "status: in_force\norigin: imported\nonline_service: partial", True),
    ("status: in_force", "status: in_force\nonline_service: partial", False),
    ("status: in_force", "status: in_force\nproactive_level: 5", False),
    ("status: in_force", "status: in_force\nis_internal: true", True),
    ("status: in_force", "status: in_force\nis_internal: có", False),
    ("status: in_force", "status: null", False),
]), "publisher": (PUBLISHER, [
    ("", "", True),
    ("schema_version: 1", "schema_version: 2", False),
    ("schema_version: 1\n", "", False),
    ("[vi, en]", "[en, vi]", False),
    ("[vi, en]", "[vi]", True),
    ("[vi, en]", "[vi, fr]", False),
    ("https://thutuc.mau.example/", "https://thutuc.mau.example/?a", False),
    ('"0200 123 456"', '"0200 123 456 - 0200 123 457 (máy lẻ)"', False),
]), "synonyms": (SAYINGS, [
    ("", "", True),
    ("0.5", "2", False),
    ("    mean: [b]\n", "", False),
    ("mean: [b]", 'procedures: ["1.000001"]', True),
])}


@pytest.mark.bulk
@pytest.mark.parametrize("kind", MUTATIONS)
def test_mutated_files_are_judged_as_the_program_judges_them(schemas: Path, tmp_path: Path, kind: str):
    base, mutations = MUTATIONS[kind]
    expected, program = {}, {}
    for number, (old, new, accepts) in enumerate(mutations):
        assert not old or base.count(old) == 1, old
        text = base.replace(old, new) if old else base
        name = f"{number:02}.yml"
        (tmp_path / name).write_text(text, "utf-8")
        problems = verdict.judged(FILES[kind], kind, source.parse(text.encode(), name))[1]
        expected[name, old, new] = accepts
        program[name, old, new] = not any(problem.is_error for problem in problems)
    found = refused(schemas, kind, sorted(tmp_path.glob("*.yml")))
    assert program == expected
    assert {key: key[0] not in found for key in expected} == expected


def test_more_than_thirty_mutations_are_tried():
    assert sum(len(mutations) for _, mutations in MUTATIONS.values()) > 60


def every_model() -> set[type[Record]]:
    found: set[type[Record]] = set()

    def walk(model: type[Record]) -> None:
        if model not in found:
            found.add(model)
            for held in fields(model).values():
                if held.model:
                    walk(held.model)

    for model in FILES.values():
        walk(model)
    return found


def test_every_field_choice_and_file_has_its_words_and_none_is_left_over():
    used = {(model.__name__, name) for model in every_model() for name in fields(model)}
    for model in every_model():
        for name, held in fields(model).items():
            assert words.field(model, name).title
            assert all(words.choice(choice) for choice in held.choices)
    of_models = {model.__name__ for model in every_model()}
    own = {(model, name) for model, held in words.words().items() if model not in ("every", "files") for name in held}
    assert own <= used and {model for model, _ in own} <= of_models
    assert set(words.words()["every"]) <= {name for _, name in used}
    assert set(Messages().labels["vi"]["choices"]) == {choice for model in every_model() for held in fields(model).values() for choice in held.choices}
    assert set(words.words()["files"]) == set(FILES)


def test_a_field_is_told_in_vietnamese_with_its_choices():
    fee = document("procedure")["definitions"]["Fee"]
    assert fee["properties"]["amount"]["title"] == "Số tiền" and fee["properties"]["amount"]["description"].startswith("Đủ số đồng")
    status = fee["properties"]["status"]
    assert dict(zip(status["enum"], status["enumDescriptions"], strict=True))["free"] == "Không thu"
    assert fee["required"] == ["status"] and fee["additionalProperties"] is False


def test_an_editor_that_knows_how_says_our_own_sentences():
    definitions = document("procedure")["definitions"]
    assert definitions["Fee"]["properties"]["valid_to"]["errorMessage"] == "viết ngày theo dạng năm-tháng-ngày, ví dụ 2026-07-31"
    assert definitions["Procedure"]["properties"]["code"]["errorMessage"].startswith("ghi mã thủ tục gồm một chữ số")
    assert "viết phần steps (khoản 2 Điều 8 Nghị định 63/2010/NĐ-CP buộc phải có)" in json.dumps(definitions["Procedure"]["allOf"], ensure_ascii=False)
    # A blank that nothing filled; a mapping of YAML has a space behind its colon.
    assert not re.search(r"\{\w+(!\w)?(\}|:(?! ))", "".join(_said(definitions)))


def _said(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [value["errorMessage"]] if isinstance(value.get("errorMessage"), str) else []
        return own + [each for held in value.values() for each in _said(held)]
    return [each for held in value for each in _said(held)] if isinstance(value, list) else []


def test_the_command_writes_the_same_bytes_twice_and_leaves_an_editors_settings(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert commands.main(["schema"]) == 0
    assert f"{len(FILES)} loại tệp" in capsys.readouterr().out
    first = {path: path.read_bytes() for path in Path(".vscode").rglob("*.json")}
    settings = json.loads(Path(".vscode/settings.json").read_text("utf-8"))
    assert all(Path(schema).is_file() for schema in settings["yaml.schemas"]) and len(settings["yaml.schemas"]) == len(FILES)
    Path(".vscode/settings.json").write_text("{}")
    assert commands.main(["schema"]) == 0
    assert Path(".vscode/settings.json").read_text() == "{}"
    assert {path: path.read_bytes() for path in Path(".vscode/schema").iterdir()} == {path: data for path, data in first.items() if path.parent.name == "schema"}


def test_each_place_of_the_settings_is_where_files_of_that_kind_lie(schemas: Path):
    settings = json.loads((schemas.parent / "settings.json").read_text("utf-8"))["yaml.schemas"]
    for kind, paths in records().items():
        place = settings[f".vscode/schema/{kind.replace('_', '-')}.json"]
        assert all(path.match(place) for path in paths), kind
