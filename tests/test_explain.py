"""`python -m motcua explain`: every rule has its reason and its two examples, and the examples are true."""
from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import test_mistakes
from test_mistakes import PLACES, SOUND, judged

from motcua import commands, source
from motcua.accepted import without_accepted
from motcua.load import load
from motcua.messages import Messages
from motcua.problem import Problem
from motcua.text import LANGUAGES
from motcua.tools import explain

PROJECT = Path(__file__).parents[1]
MESSAGES = Messages()
EXAMPLES = source.read(Path(explain.__file__).parent / "examples.yml", "examples.yml").values
IN_LINES = sorted(EXAMPLES)
IN_WORDS = sorted(set(MESSAGES.rules()) - set(EXAMPLES))
OWN_PLACES = {"full": "catalogue/procedures/so-y-te/1.000002.yml", "accepted": "catalogue/accepted.yml", "life_events": PLACES["life-events"]}
# What a file of `tests/mistakes` cannot show (how it lies on the disk, its bytes, its size, its history) is shown where it is judged.
SHOWN_ELSEWHERE = {
    "test_source.py": """file_can_be_read file_is_no_link file_is_regular file_has_one_name file_is_small_enough file_is_utf_8 file_holds_something
        file_holds_names_and_values file_holds_few_values file_holds_few_problems lines_end_plainly character_is_not_a_control character_is_public
        character_is_whole text_reads_in_one_direction blank_lines_are_empty yaml_has_no_directives yaml_has_no_aliases
        yaml_has_no_merging nesting_is_shallow name_is_plain_text text_is_small_enough""",
    "test_load.py": "parse_cache_was_rebuilt catalogue_says_who_publishes",
    "test_precision.py": "markdown_is_short_enough",
    "test_accepted.py": "acceptance_has_not_ended",
    "test_check.py": "contents_change_by_decision new_procedure_has_its_decision form_changes_by_decision",
}


def laid(words: str, of: str, without: tuple[str, ...] = ()) -> tuple[Problem, ...]:
    """What is told of the sound catalogue with these lines in the file of a kind, in place of those of the same names."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(SOUND, root, dirs_exist_ok=True)
        path = root / (OWN_PLACES.get(of) or PLACES[of])
        blocks = _blocks(path.read_text("utf-8")) if path.exists() else {}
        own = _blocks(words)
        kept = {name: lines for name, lines in blocks.items() if name not in {*own, *without}}
        path.write_text("".join([*kept.values(), words]), "utf-8")
        return told(root)


def told(root: Path) -> tuple[Problem, ...]:
    folders = root / "catalogue", root / "forms"
    problems = judged(*folders, root / "cache")
    catalogue, _ = load(*folders, root / "cache")
    return tuple(without_accepted(problems, catalogue, folders[0], MESSAGES, "2026-11-22", asks_of_the_day=True)) if catalogue else problems


def _blocks(words: str) -> dict[str, str]:
    """The lines of each name at the left edge."""
    parts = re.split(r"(?m)^(?=[a-z_]+:)", words)
    return {part.partition(":")[0]: part for part in parts if part}


@cache
def broken_by_mistakes() -> frozenset[str]:
    return frozenset(problem.rule for mistake in test_mistakes.MISTAKES for problem in test_mistakes.problems_of(mistake))


@pytest.mark.bulk
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_explained_and_nothing_else(language: str):
    reasons = source.read(Path(explain.__file__).parent / f"reasons.{language}.yml", "reasons").values
    assert sorted(reasons) == sorted(MESSAGES.rules())
    assert {rule for rule, reason in reasons.items() if {"wrong", "right"} <= set(reason)} == set(IN_WORDS)
    for rule in MESSAGES.rules():
        told = explain.explanation(rule, language)
        assert told.why.endswith(".") and told.wrong.strip() != told.right.strip() and told.right.strip()


# A few of them in the quick tier.
@pytest.mark.parametrize("rule", [rule if number % 12 == 0 else pytest.param(rule, marks=pytest.mark.bulk) for number, rule in enumerate(IN_LINES)])
def test_the_wrong_example_breaks_this_rule_alone_and_the_right_one_none(rule: str):
    example = EXAMPLES[rule]
    of = example.get("of", "procedure")
    assert {problem.rule for problem in laid(example["wrong"], of, tuple(example.get("without", ())))} == {rule}
    assert laid(example["right"], of) == ()


@pytest.mark.bulk
@pytest.mark.parametrize("rule", IN_WORDS)
def test_a_rule_explained_in_words_is_broken_by_a_test(rule: str):
    elsewhere = [name for name, rules in SHOWN_ELSEWHERE.items() if rule in rules.split()]
    if elsewhere:
        assert rule in (PROJECT / "tests" / elsewhere[0]).read_text("utf-8")
    else:
        assert rule in broken_by_mistakes()


@pytest.mark.parametrize("language, says", [("vi", ["Vì sao", "Sai (tệp của một thủ tục)", "Đúng (tệp của một thủ tục)"]),
                                            ("en", ["Why", "Wrong (the file of a procedure)", "Right (the file of a procedure)"])])
def test_a_rule_is_told_with_its_reason_and_both_examples(capsys, language: str, says: list[str]):
    assert commands.main(["explain", "free_fee_has_no_amount", "--lang", language]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "free_fee_has_no_amount"
    assert [line for line in lines if line in says] == says
    assert "    - {status: free, amount: 50000, currency: VND}" in lines


def test_a_rule_may_be_given_in_the_brackets_in_which_it_is_printed(capsys):
    assert commands.main(["explain", "[fee_of_nothing_is_free]"]) == 0
    assert capsys.readouterr().out.startswith("fee_of_nothing_is_free\n")


def test_blanks_of_a_sentence_are_shown_as_such(capsys):
    assert commands.main(["explain", "key_is_known", "--lang", "en"]) == 0
    assert "  no line is called … here: mend the name if it is a slip; remove the line if it is not needed.\n" in capsys.readouterr().out


def test_an_unknown_rule_is_told_with_the_one_that_was_meant(capsys):
    assert commands.main(["explain", "free_fee_has_amount", "--lang", "en"]) == 2
    assert capsys.readouterr().err == "motcua: there is no rule free_fee_has_amount; its name is like: free_fee_has_no_amount\n"


@pytest.mark.parametrize("words", [[], ["fee_of_nothing_is_free", "--all"]])
def test_one_rule_or_all_of_them_must_be_asked_for(capsys, words: list[str]):
    assert commands.main(["explain", *words]) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.bulk
@pytest.mark.parametrize("language, name", [("vi", "rules.md"), ("en", "rules.en.md")])
def test_the_list_of_rules_is_the_one_that_the_command_writes(language: str, name: str):
    assert (PROJECT / "docs" / name).read_text("utf-8") == explain.page(language), "write it with: motcua explain --all"
    assert f"docs/{name}" in (PROJECT / "CONTRIBUTING.md").read_text("utf-8")
