"""Warnings that an editor lets stand: one each, with a reason and a day; never an error, and never for nothing."""
from __future__ import annotations

from pathlib import Path

import pytest
from support.sites import DAY, small, with_addresses

from motcua.accepted import without_accepted
from motcua.load import check_across, load
from motcua.messages import Messages
from motcua.problem import Problem

FILE = "catalogue/procedures/so-y-te/1.000002.yml"
ENTRY = """  - rule: {rule}
    file: {file}
    field: {field}
    reason: Nguồn ghi như vậy, Sở đã xem.
    accepted_on: 2026-11-01
"""


@pytest.fixture
def judged(tmp_path: Path):
    """`judged(accepted)` gives what is told of a catalogue whose only warning is a fee of 40 dong, with these lines in accepted.yml."""
    project = with_addresses(small(tmp_path / "project"))
    project.replace(FILE, "amount: 500000", "amount: 40")

    def of(accepted: str, on: str = DAY, *, asks_of_the_day: bool = True, fee: str = "40") -> list[Problem]:
        if fee != "40":
            project.replace(FILE, "amount: 40", f"amount: {fee}")
        if accepted:
            project.file("catalogue/accepted.yml").write_text(f"accepted:\n{accepted}", "utf-8")
        folders = project.catalogue, project.file("templates/forms")
        catalogue, problems = load(*folders, project.cache)
        problems += check_across(catalogue, *folders, on)
        return without_accepted(problems, catalogue, project.catalogue, Messages(), on, asks_of_the_day=asks_of_the_day)

    return of


def entry(rule: str = "dong_amount_is_written_out", file: str = FILE, field: str = "fees[0].amount", more: str = "") -> str:
    return ENTRY.format(rule=rule, file=file, field=field) + more


def rules(problems: list[Problem]) -> list[str]:
    return [each.rule for each in problems]


def test_a_warning_that_nobody_accepted_is_told(judged):
    assert rules(judged("")) == ["dong_amount_is_written_out"]


@pytest.mark.parametrize("file", [FILE, "procedures/so-y-te/1.000002.yml", "1.000002.yml"])
def test_an_accepted_warning_is_told_no_more(judged, file: str):
    assert judged(entry(file=file)) == []


def test_an_acceptance_of_a_value_ends_with_the_value(judged):
    assert judged(entry(more='    found: "40"\n')) == []
    assert rules(judged("", fee="50")) == ["acceptance_silences_a_warning", "dong_amount_is_written_out"]


@pytest.mark.parametrize("wrong", [
    {"file": "procedures/so-y-te/1.000001.yml"}, {"file": "2.yml"}, {"field": "fees[1].amount"}, {"rule": "paper_is_counted"},
])
def test_what_silences_nothing_is_a_warning_itself_at_its_line(judged, wrong: dict):
    silent, still = judged(entry(**wrong))
    assert (silent.rule, silent.line, silent.severity) == ("acceptance_silences_a_warning", 2, "warning")
    assert still.rule == "dong_amount_is_written_out"


def test_a_misspelt_rule_is_told_with_the_one_that_was_meant(judged):
    misspelt, _ = judged(entry(rule="dong_amount_is_writen_out"))
    assert (misspelt.rule, misspelt.line, dict(misspelt.values)) == ("accepted_rule_is_known", 2, {"nearest": "dong_amount_is_written_out"})


def test_an_error_is_never_silenced(judged):
    told = judged(entry(rule="free_fee_has_no_amount"), fee="40\n    text: Không thu")
    assert "acceptance_silences_a_warning" in rules(told)
    told = judged(entry(rule="fee_of_nothing_is_free"), fee="0")
    assert rules(told) == ["acceptance_silences_a_warning", "fee_of_nothing_is_free"] and told[1].is_error


def test_an_acceptance_ends_after_its_last_day(judged):
    until = entry(more="    until: 2026-12-31\n")
    assert judged(until, "2026-12-31") == []
    assert rules(judged(until, "2027-01-01")) == ["acceptance_has_not_ended", "dong_amount_is_written_out"]


def test_an_acceptance_of_a_file_that_cannot_be_read_is_left_alone(judged):
    assert rules(judged(entry(), fee="40,5")) == ["amount_is_whole_dong"]


def test_a_build_that_asks_nothing_of_the_day_leaves_its_acceptances_alone(judged):
    about_the_day = entry(rule="value_that_ends_is_followed")
    assert rules(judged(about_the_day, asks_of_the_day=False)) == ["dong_amount_is_written_out"]
    assert rules(judged(about_the_day)) == ["acceptance_silences_a_warning", "dong_amount_is_written_out"]


def test_an_acceptance_needs_a_reason_and_a_day(tmp_path: Path):
    project = small(tmp_path)
    project.file("catalogue/accepted.yml").write_text("accepted:\n  - {rule: paper_is_counted, file: 1.000002.yml}\n", "utf-8")
    _, problems = load(project.catalogue, project.file("templates/forms"), project.cache)
    assert sorted(each.field for each in problems) == ["accepted[0].accepted_on", "accepted[0].reason"]
