"""Each file in `tests/mistakes/` is a mistake that an editor makes: laid over a sound catalogue, it is told in exactly the words
that its first comments expect, in both languages, and in no others. The `expected.txt` of a folder may name files to take away.
"""
from __future__ import annotations

import os
import re
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from motcua import ledger, rules
from motcua.load import check_across, load
from motcua.messages import Messages
from motcua.problem import Problem, as_text

FOLDER = Path(__file__).parent / "mistakes"
SOUND = FOLDER / "base"
# Where a single file is laid, by the kind in its name; a folder is laid over the catalogue and the forms as it is.
PLACES = {
    "publisher": "catalogue/catalogue.yml", "fields": "catalogue/fields.yml", "laws": "catalogue/laws.yml",
    "department": "catalogue/departments/so-y-te.yml", "decision": "catalogue/decisions/12-qd-ubnd.yml",
    "life-events": "catalogue/life-events.yml", "glossary": "catalogue/glossary.yml", "announcements": "catalogue/announcements.yml",
    "families": "catalogue/families.yml", "holidays": "catalogue/holidays.yml", "synonyms": "catalogue/synonyms.yml", "elsewhere": "catalogue/elsewhere.yml",
    "procedure": "catalogue/procedures/so-y-te/1.000001.yml", "form": "forms/so-y-te/don-de-nghi.yml",
}
MISTAKES = sorted(path for path in FOLDER.iterdir() if path != SOUND)
EXPECTED = re.compile(r"(?m)^# (vi|en): (.+)$")
TAKEN_AWAY = re.compile(r"(?m)^# without: (.+)$")
MESSAGES = Messages()


@cache
def problems_of(mistake: Path | None) -> tuple[Problem, ...]:
    """Everything that is told of the sound catalogue with the mistake laid over it."""
    with TemporaryDirectory() as folder:
        root = Path(folder, "here")
        shutil.copytree(SOUND, root)
        if mistake and mistake.is_dir():
            shutil.copytree(mistake, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
            for gone in TAKEN_AWAY.findall((mistake / "expected.txt").read_text("utf-8")):
                (root / gone).unlink()
        elif mistake:
            shutil.copyfile(mistake, root / place_of(mistake))
        before = Path.cwd()
        os.chdir(root)
        try:
            return judged(Path("catalogue"), Path("forms"), Path("cache"))
        finally:
            os.chdir(before)


def place_of(mistake: Path) -> str:
    return PLACES[mistake.name.split(".")[-2]]


def judged(catalogue_dir: Path, forms_dir: Path, cache_dir: Path) -> tuple[Problem, ...]:
    """What is told of a catalogue whose ledger is up to date, unless it comes with one of its own."""
    catalogue, problems = load(catalogue_dir, forms_dir, cache_dir)
    if catalogue is None:
        return tuple(sorted(set(problems)))
    if not catalogue.ledger:
        catalogue = replace(catalogue, ledger=ledger.addresses(catalogue))
    return tuple(sorted({*problems, *check_across(catalogue, catalogue_dir, forms_dir, on="2026-11-22")}))


def told(mistake: Path, language: str) -> list[str]:
    """The problems in words; those of a mistake that is a single file without its place."""
    own = "" if mistake.is_dir() else f"{place_of(mistake)}:"
    return [as_text(problem, MESSAGES, language).removeprefix(own) for problem in problems_of(mistake)]


def test_the_catalogue_that_mistakes_are_laid_over_is_sound():
    assert problems_of(None) == ()


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda path: path.name.partition(".")[0])
def test_a_mistake_is_told_in_its_exact_words_and_in_no_others(mistake: Path):
    text = (mistake / "expected.txt" if mistake.is_dir() else mistake).read_text("utf-8")
    expected = EXPECTED.findall(text)
    assert [("vi", words) for words in told(mistake, "vi")] + [("en", words) for words in told(mistake, "en")] == expected
    assert len(problems_of(mistake)) == 1


def test_the_mistakes_are_many():
    assert len(MISTAKES) >= 120


def test_every_rule_has_a_mistake_that_breaks_it():
    broken = {problem.rule for mistake in MISTAKES for problem in problems_of(mistake)}
    every = {rule.__name__ for rule in (*rules.ACROSS, *(rule for of_kind in rules.LOCAL.values() for rule in of_kind))}
    assert sorted(every - broken) == []
