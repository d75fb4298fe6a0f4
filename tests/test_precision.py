"""An editor's mistake is told once: as one problem, of its rule, at its line, naming the remedy.

Every slip is made again and again in generated valid catalogues that differ in size, in what their records hold and in their languages.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
import test_mistakes
from benchmarks.generate import generate
from support.slips import SLIPS, Made, Slip, blocks, made

from motcua import ledger, source
from motcua.accepted import without_accepted
from motcua.load import check_across, load
from motcua.messages import Messages
from motcua.problem import Problem, as_text
from motcua.tools.yaml_layout import yaml

RUNS, PRECISION = 1000, 0.99
KINDS = 8
DAY = "2026-11-22"
CASES = [{"id": "cap-moi", "name": "Cấp mới"}, {"id": "cap-lai", "name": "Cấp lại"}]
MESSAGES = Messages()


class Told(NamedTuple):
    """What is expected of a mistake in several files."""

    file: str
    line: int


def valid_catalogue(folder: Path, number: int) -> None:
    """A generated catalogue that breaks no rule: records with and without cases, English, forms, alternatives, ends and sources."""
    dice = Random(number)
    generate(3 + number, folder / "catalogue")
    for path in sorted(folder.glob("catalogue/procedures/*/*.yml")):
        values = dict(source.read(path, path.name).values)
        if dice.random() < 0.5 or path.stem == "1.100000":
            values["cases"] = CASES
        values["steps"] = [*values["steps"][:1], *({"text": f"Nộp giấy của {case['name']}", "cases": [case["id"]]} for case in values.get("cases", ()))]
        values["legal_basis"] = values["legal_basis"][:2]
        values["dossier"] = {"sets": 1, "components": [{"paper": "Đơn đề nghị", "originals": 1, "form": "co-quan-0/don"}, _choice(dice)]}
        if dice.random() < 0.5:
            values |= {key: {"vi": values[key], "en": f"In English: {path.stem}"} for key in ("name", "short_name", "summary")}
        if dice.random() < 0.5:
            values["requirements"] = "- Có **nhà**\n- Có đất"
        path.write_text(yaml(values), "utf-8")
    forms = folder / "forms" / "co-quan-0"
    forms.mkdir(parents=True)
    shutil.copyfile(test_mistakes.SOUND / "forms/so-y-te/don-de-nghi.pdf", forms / "don.pdf")
    (forms / "don.yml").write_text(yaml({"title": "Đơn đề nghị", "file": "don.pdf", "original_name": "Đơn.pdf"}), "utf-8")
    catalogue, _ = load(folder / "catalogue", folder / "forms", folder / "cache")
    ledger.write(folder / "catalogue/urls.txt", (), ledger.missing(catalogue))


def _choice(dice: Random) -> dict:
    papers = [{"paper": f"Bằng {name}"} for name in ("đại học", "cao đẳng", "trung cấp")[: dice.choice((2, 3))]]
    return {"title": "Bằng cấp", "choose": dice.choice(("one", "some")), "of": papers}


@pytest.fixture(scope="module")
def valid(tmp_path_factory) -> list[Path]:
    """The valid catalogues."""
    folders = [tmp_path_factory.mktemp(f"valid-{number}") for number in range(KINDS)]
    for number, folder in enumerate(folders):
        valid_catalogue(folder, number)
    return folders


@pytest.fixture
def told_of(valid: list[Path], tmp_path: Path, monkeypatch):
    """`told_of(make, number)` gives what is told of a valid catalogue in which `make(dice)` has made a mistake, and what that returned."""
    monkeypatch.chdir(tmp_path)

    def of(make: Callable[[Random], Told], number: int) -> tuple[Told, list[Problem]]:
        for name in ("catalogue", "forms"):
            shutil.rmtree(name, ignore_errors=True)
            shutil.copytree(valid[number % KINDS] / name, name)
        expected = make(Random(number))
        return expected, told()

    return of


def told() -> list[Problem]:
    folders = Path("catalogue"), Path("forms")
    catalogue, problems = load(*folders, Path("cache"))
    if catalogue:
        problems += check_across(catalogue, *folders, DAY)
        problems = without_accepted(problems, catalogue, folders[0], MESSAGES, DAY, asks_of_the_day=True)
    return sorted(set(problems))


def making(slip: Slip) -> Callable[[Random], Told]:
    """Makes the slip in a file of its kind."""

    def make(dice: Random) -> Told:
        path = dice.choice([path for path in sorted(Path().glob(FILES[slip.of])) if "cap-lai" in path.read_text("utf-8") or "cap-moi" not in slip.lines])
        changed: Made = made(slip, path.read_text("utf-8"), dice)
        path.write_text(changed.text, "utf-8")
        return Told(path.as_posix(), changed.line)

    return make


FILES = {
    "procedure": "catalogue/procedures/*/*.yml", "department": "catalogue/departments/co-quan-0.yml", "decision": "catalogue/decisions/0-qd-ubnd.yml",
    "publisher": "catalogue/catalogue.yml", "form": "forms/co-quan-0/don.yml",
}


def _procedure(dice: Random) -> Path:
    return dice.choice(sorted(Path().glob(FILES["procedure"])))


def code_twice(dice: Random) -> Told:
    path = _procedure(dice)
    folder = Path("catalogue/procedures/zz")
    folder.mkdir()
    shutil.copyfile(path, folder / path.name)
    return Told((folder / path.name).as_posix(), 1)


def file_called_after_another_code(dice: Random) -> Told:
    path = _procedure(dice)
    renamed = path.rename(path.with_name("9.000001.yml"))
    return Told(renamed.as_posix(), 1)


def department_file_called_otherwise(dice: Random) -> Told:
    path = dice.choice(sorted(Path().glob("catalogue/departments/*.yml")))
    path.write_text(path.read_text("utf-8").replace(f"id: {path.stem}", f"id: {path.stem}-{path.stem}", 1), "utf-8")
    return Told(path.as_posix(), 1)


def form_without_its_file(dice: Random) -> Told:
    Path("forms/co-quan-0/don.pdf").unlink()
    return Told("forms/co-quan-0/don.yml", 2)


def form_in_another_format(dice: Random) -> Told:
    Path("forms/co-quan-0/don.pdf").write_bytes(dice.choice((b"PK\x03\x04", b"<html>", b"\xd0\xcf\x11\xe0")))
    return Told("forms/co-quan-0/don.yml", 2)


def law_that_has_expired(dice: Random) -> Told:
    laws, path = Path("catalogue/laws.yml"), _procedure(dice)
    laws.write_text(laws.read_text("utf-8") + "  - number: 158/2005/NĐ-CP\n    state: expired\n    replaced_by: 1/2006/TT-BXD\n", "utf-8")
    text = path.read_text("utf-8")
    line = text[: text.index("legal_basis:\n")].count("\n") + 2
    path.write_text(text.replace("legal_basis:\n", "legal_basis:\n  - law: 158/2005/NĐ-CP\n", 1), "utf-8")
    known = Path("catalogue/urls.txt")
    known.write_text(known.read_text("utf-8") + "/van-ban/158-2005-nd-cp/\n", "utf-8")
    return Told(path.as_posix(), line)


def procedure_that_vanished(dice: Random) -> Told:
    named = {each for path in Path().glob("catalogue/procedures/*/*.yml") for each in path.read_text("utf-8").split('"')[3::2]}
    path = dice.choice(sorted(path for path in Path().glob(FILES["procedure"]) if path.stem not in named))
    path.unlink()
    return Told("catalogue/urls.txt", 1)


def markdown_too_long(dice: Random) -> Told:
    return making(Slip("", "", "", ">>requirements: |-\n" + "  Có nhà và có đất.\n" * dice.randrange(1200, 1600)))(dice)


SLIPS_OF_FILES = {
    code_twice: ("codes_are_unique", "giữ một trong hai"), file_called_after_another_code: ("file_is_named_after_its_code", "đổi tên tệp"),
    department_file_called_otherwise: ("file_is_named_after_its_id", "ghi id: co-quan-"), form_without_its_file: ("form_has_its_file", "đặt tệp mẫu đơn"),
    form_in_another_format: ("form_file_is_what_it_is_called", "lưu lại đúng định dạng"), law_that_has_expired: ("law_in_force_is_named", "1/2006/TT-BXD"),
    procedure_that_vanished: ("published_procedure_stays", "status: abolished"), markdown_too_long: ("markdown_is_short_enough", "20000 byte"),
}
ALL = [*((slip.case, slip.rule, slip.remedy, making(slip)) for slip in SLIPS),
       *((make.__name__.replace("_", "-"), *told, make) for make, told in SLIPS_OF_FILES.items())]


def faults(expected: Told, problems: list[Problem], rule: str, remedy: str) -> Iterator[str]:
    """In what the problems are not the one that was expected; nothing when they are."""
    if [problem.rule for problem in problems] != [rule]:
        yield f"told are {[(problem.rule, problem.file, problem.line) for problem in problems][:4]}"
    elif (problems[0].file, problems[0].line) != expected:
        yield f"told at {problems[0].file}:{problems[0].line} instead of {expected}"
    elif remedy not in as_text(problems[0], MESSAGES, "vi"):
        yield f"says {as_text(problems[0], MESSAGES, 'vi')} and not {remedy}"


def test_the_generated_catalogues_are_valid(valid: list[Path], monkeypatch):
    for folder in valid[:2]:
        monkeypatch.chdir(folder)
        assert told() == []


@pytest.mark.parametrize("case, rule, remedy, make", ALL[::20], ids=[case for case, *_ in ALL[::20]])
def test_a_mistake_is_told_once_at_its_line_with_its_remedy(told_of, case: str, rule: str, remedy: str, make):
    assert list(faults(*told_of(make, 3), rule, remedy)) == []


@pytest.mark.bulk
def test_ninety_nine_of_a_hundred_mistakes_are_told_once_at_their_line_with_their_remedy(told_of, rounds):
    wrong: list[str] = []
    runs = rounds(RUNS)
    for number in range(runs):
        case, rule, remedy, make = ALL[number % len(ALL)]
        wrong += [f"{case} in run {number}: {fault}" for fault in faults(*told_of(make, number), rule, remedy)]
    rate = 1 - len(wrong) / runs
    print(f"precision: {rate:.2%} of {runs} runs of {len(ALL)} mistakes")
    assert rate >= PRECISION, "\n".join(wrong)
    assert max(Counter(each.partition(" in run ")[0] for each in wrong).values(), default=0) <= 1, "\n".join(wrong)


@pytest.mark.bulk
def test_the_mistakes_are_many_and_each_has_a_readable_case_of_the_same_rule():
    assert len({case for case, *_ in ALL}) == len(ALL) >= 60
    cases = {path.name.partition(".")[0]: path for path in test_mistakes.MISTAKES}
    others = {"markdown-too-long"}
    assert sorted({case for case, *_ in ALL} - set(cases) - others) == []
    wrong = [case for case, rule, *_ in ALL if case in cases and {problem.rule for problem in test_mistakes.problems_of(cases[case])} != {rule}]
    assert wrong == []


def test_a_slip_stands_among_the_other_lines_in_place_of_its_own():
    text = 'code: "1.000001"\nfees:\n  - status: free\nname: A\n'
    slip = Slip("", "", "", "fees:\n>>  - status: <x|y>\n", without=("name",))
    assert made(slip, text, Random(0)) in [Made(f'code: "1.000001"\nfees:\n  - status: {way}\n', 3) for way in "xy"]
    assert list(blocks(text)) == ["code", "fees", "name"]
