"""Lists of problems: what a person sees, and what GitHub, GitLab and programs are given."""
from __future__ import annotations

import json

from motcua import listings
from motcua.messages import Messages
from motcua.problem import Problem

MESSAGES = Messages()
FEE = Problem("catalogue/x,y:z.yml", 13, 5, "amount_is_whole_dong", "fees[3].amount", "50.000", {"like": "50000"})
WARNINGS = [Problem("catalogue/a.yml", line, 1, "letters_are_composed", severity="warning") for line in range(1, 8)]


def test_every_error_and_the_first_five_warnings_of_a_rule_are_shown_and_the_rest_counted():
    lines = listings.text([*WARNINGS, FEE], MESSAGES, "en").splitlines()
    assert [line.partition(" ")[0] for line in lines[:6]] == [*(f"catalogue/a.yml:{line}:1:" for line in range(1, 6)), "catalogue/x,y:z.yml:13:5:"]
    assert lines[5].endswith("[amount_is_whole_dong]")
    assert lines[6].startswith("letters_are_composed: 7 warnings, the first 5 are shown")
    assert lines[7] == "errors: 1, warnings: 7, files with problems: 2"


def test_a_program_is_given_every_problem_with_its_place_and_its_words():
    told = json.loads(listings.as_json([*WARNINGS, FEE, FEE], MESSAGES, "vi"))
    assert (told["errors"], told["warnings"], told["files"]) == (1, 7, 2)
    assert told["rules"] == {"amount_is_whole_dong": 1, "letters_are_composed": 7}
    assert len(told["problems"]) == 8
    (error,) = [each for each in told["problems"] if each["severity"] == "error"]
    assert error == {
        "file": "catalogue/x,y:z.yml", "line": 13, "column": 5, "rule": "amount_is_whole_dong", "severity": "error", "field": "fees[3].amount",
        "found": "50.000", "message": 'fees, mục 4: amount: viết số đồng chỉ gồm chữ số, không dấu chấm hay dấu phẩy, ví dụ 50000; đang là "50.000".'}


def test_github_is_given_one_escaped_command_a_problem():
    hostile = Problem("catalogue/b.yml", 1, 2, "file_can_be_read", values={"why": "100 %: no"})
    told = listings.github([FEE, hostile, WARNINGS[0]], MESSAGES, "en").splitlines()
    assert told[2] == ("::error file=catalogue/x%2Cy%3Az.yml,line=13,col=5,title=amount_is_whole_dong::"
                       'fees, item 4: amount: write the sum in dong with digits alone, without points or commas, such as 50000; found "50.000".')
    assert told[1] == "::error file=catalogue/b.yml,line=1,col=2,title=file_can_be_read::let this file be read (the system says: 100 %25: no)."
    assert told[0].startswith("::warning file=catalogue/a.yml,line=1,col=1,title=letters_are_composed::type this again")
    assert len(told) == 4 and not told[3].startswith("::")


def test_gitlab_knows_a_problem_again_when_lines_were_put_in_above_it():
    def report(*problems: Problem) -> list[dict]:
        return json.loads(listings.gitlab(problems, MESSAGES, "en"))

    lower = Problem(FEE.file, 20, 5, FEE.rule, FEE.field, FEE.found, FEE.values)
    (before,), (after,) = report(FEE), report(lower)
    assert before["fingerprint"] == after["fingerprint"] and before["location"]["lines"] != after["location"]["lines"]
    assert len({each["fingerprint"] for each in report(FEE, lower, *WARNINGS)}) == 9
    assert before == {
        "description": 'fees, item 4: amount: write the sum in dong with digits alone, without points or commas, such as 50000; found "50.000".',
        "check_name": "amount_is_whole_dong", "fingerprint": before["fingerprint"], "severity": "major",
        "location": {"path": "catalogue/x,y:z.yml", "lines": {"begin": 13}}}
    assert report() == []
