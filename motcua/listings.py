"""Lists of problems for whoever reads them: a person at a terminal, a program, GitHub, GitLab."""
from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256

from motcua.problem import Problem, Sentences, as_text, message

SHOWN_OF_A_RULE = 5


def text(problems: Iterable[Problem], messages: Sentences, language: str) -> str:
    """Every error, and of each rule's warnings the first few, one a line with its rule behind it; then what is not shown, and the counts."""
    ordered = sorted(set(problems))
    if not ordered:
        return ""
    lines = [f"{as_text(problem, messages, language)} [{problem.rule}]" for problem in few_of_each(ordered)]
    lines += [messages.sentence("warnings_not_shown", language, rule=rule, warnings=number, shown=SHOWN_OF_A_RULE)
              for rule, number in sorted(_warnings(ordered).items()) if number > SHOWN_OF_A_RULE]
    return "\n".join([*lines, summary(ordered, messages, language)]) + "\n"


def summary(problems: Iterable[Problem], messages: Sentences, language: str) -> str:
    """How many errors and warnings there are, and in how many files."""
    counted = list(problems)
    errors = sum(problem.is_error for problem in counted)
    return messages.sentence("problems_are_counted", language, errors=errors, warnings=len(counted) - errors,
                             files=len({problem.file for problem in counted}))


def few_of_each(ordered: Sequence[Problem]) -> list[Problem]:
    """Every error, and of each rule's warnings the first few."""
    told: list[Problem] = []
    counts: Counter[str] = Counter()
    for problem in ordered:
        counts[problem.rule] += not problem.is_error
        if problem.is_error or counts[problem.rule] <= SHOWN_OF_A_RULE:
            told.append(problem)
    return told


def _warnings(problems: Iterable[Problem]) -> Counter[str]:
    return Counter(problem.rule for problem in problems if not problem.is_error)


def as_json(problems: Iterable[Problem], messages: Sentences, language: str) -> str:
    """Every problem, warnings too, with the counts: of all, and of each rule."""
    ordered = sorted(set(problems))
    errors = sum(problem.is_error for problem in ordered)
    return json.dumps({
        "errors": errors, "warnings": len(ordered) - errors, "files": len({problem.file for problem in ordered}),
        "rules": dict(sorted(Counter(problem.rule for problem in ordered).items())),
        "problems": [{
            "file": problem.file, "line": problem.line, "column": problem.column, "rule": problem.rule, "severity": problem.severity,
            "field": problem.field, "found": problem.found, "message": message(problem, messages, language),
        } for problem in ordered],
    }, ensure_ascii=False, indent=1) + "\n"


def github(problems: Iterable[Problem], messages: Sentences, language: str) -> str:
    """GitHub's workflow commands: an annotation at its line for each error and for the first few warnings of each rule, then the counts.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    ordered = sorted(set(problems))
    lines = [f"::{problem.severity} file={_property(problem.file)},line={problem.line},col={problem.column},"
             f"title={_property(problem.rule)}::{_data(message(problem, messages, language))}" for problem in few_of_each(ordered)]
    return "\n".join([*lines, summary(ordered, messages, language)]) + "\n"


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")


def gitlab(problems: Iterable[Problem], messages: Sentences, language: str) -> str:
    """GitLab's Code Quality report; a fingerprint outlives lines that are put in above its problem.

    https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    """
    alike: Counter[tuple[str, ...]] = Counter()
    report = []
    for problem in sorted(set(problems)):
        known_by = (problem.file, problem.rule, problem.field, problem.found)
        alike[known_by] += 1
        report.append({
            "description": message(problem, messages, language), "check_name": problem.rule,
            "fingerprint": sha256("\0".join((*known_by, str(alike[known_by]))).encode()).hexdigest(),
            "severity": "major" if problem.is_error else "minor",
            "location": {"path": problem.file, "lines": {"begin": problem.line}},
        })
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


FORMATS = {"text": text, "json": as_json, "github": github, "gitlab": gitlab}
