"""What an inspection tells: a broken rule, the part of the file that breaks it, and what was found there."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

_PARTS_NAMED = 3


class Finding(NamedTuple):
    """A rule that a form's file breaks; `part` is an entry of its ZIP or an object of its PDF, empty for the whole file."""

    rule: str
    part: str = ""
    found: str = ""
    severity: Literal["error", "warning"] = "error"


class Stop(Exception):
    """Nothing more can be read of a file for the reason that its finding says."""

    def __init__(self, rule: str, part: str = "", found: str = "") -> None:
        super().__init__(rule, part, found)
        self.finding = Finding(rule, part, found)


def warning(rule: str, part: str = "", found: str = "") -> Finding:
    """A finding that does not keep the file from being published."""
    return Finding(rule, part, found, "warning")


def told_once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """One finding a rule, which names the first few of its parts: a macro has a type, a relation and a part, and is one macro."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    return tuple(each[0]._replace(part=_listed(finding.part for finding in each)) for each in by_rule.values())


def _listed(parts: Iterable[str]) -> str:
    named = list(dict.fromkeys(filter(None, parts)))
    return ", ".join(named[:_PARTS_NAMED] + ["…"] * (len(named) > _PARTS_NAMED))
