"""`motcua explain`: what a rule asks for, why, and how it is broken and kept."""
from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from motcua import source
from motcua.folders import Fault
from motcua.messages import Messages
from motcua.rules.nearest import nearest
from motcua.telling import said

HERE = Path(__file__).parent


class Explanation(NamedTuple):
    """A rule in words: its sentence, its reason, the wrong and the right way, as lines of the file `of` or, where that is empty, in words."""

    rule: str
    sentence: str
    why: str
    of: str
    wrong: str
    right: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the command's arguments."""
    parser.add_argument("rule", nargs="?", metavar="RULE", help="the name that stands in [ ] behind a problem")
    parser.add_argument("--all", action="store_true", help="write all rules as a page of Markdown")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="the language of the explanation")


def run(options: Namespace) -> int:
    """Print the explanation of a rule, or of all; a Fault where there is none of this name."""
    words = said(options.lang)
    rules = Messages().rules()
    if options.all == bool(options.rule):
        raise Fault(words["explain_one_or_all"])
    if options.all:
        print(page(options.lang), end="")
    elif options.rule.strip("[]") in rules:
        print("\n".join(_lines(explanation(options.rule.strip("[]"), options.lang), words)))
    else:
        raise Fault(words["no_such_rule"].format(rule=options.rule, nearest=nearest(options.rule, rules)))
    return 0


def page(language: str) -> str:
    """All rules as a page of Markdown, in the order in which their sentences stand."""
    words = said(language)
    parts = [f"# {words['rules_title']}\n\n{words['rules_lead']}\n"]
    parts += ["\n".join(_markdown(explanation(rule, language), words)) for rule in Messages().rules()]
    return "\n".join(parts)


def explanation(rule: str, language: str) -> Explanation:
    """A rule in words; KeyError for one that nobody has explained, which is a programming error."""
    reason = _read(f"reasons.{language}.yml")[rule]
    example = _read("examples.yml").get(rule)
    own = (example.get("of", "procedure"), example["wrong"], example["right"]) if example else ("", reason["wrong"], reason["right"])
    return Explanation(rule, _sentence(rule, language), reason["why"], *own)


def _sentence(rule: str, language: str) -> str:
    """The rule's sentence with its blanks shown as `…`, and without those that have words of their own."""
    messages = Messages()
    blanks = Formatter().parse(messages.sentences[language][rule])
    return messages.in_general(rule, language, **{name: "…" for _, name, words, _ in blanks if name and not words})


@cache
def _read(name: str) -> Mapping[str, Mapping[str, str]]:
    read = source.read(HERE / name, name)
    if read.problems:
        raise ValueError(read.problems)
    return read.values


def _lines(told: Explanation, words: Mapping[str, str]) -> Iterator[str]:
    yield from (told.rule, f"  {told.sentence}.", "", words["explain_why"], f"  {told.why}")
    for head, way in ((words["explain_wrong"], told.wrong), (words["explain_right"], told.right)):
        yield from ("", head + _place(told, words), *(f"  {line}" for line in way.splitlines()))


def _markdown(told: Explanation, words: Mapping[str, str]) -> Iterator[str]:
    yield from (f"## `{told.rule}`", "", f"{told.sentence[:1].upper()}{told.sentence[1:]}.".replace("<", "&lt;"), "", told.why, "")
    if told.of:
        yield from ("```yaml", f"# {words['explain_wrong']}{_place(told, words)}", *told.wrong.splitlines(),
                    "", f"# {words['explain_right']}", *told.right.splitlines(), "```", "")
    else:
        yield from (f"- {words['explain_wrong']}: {told.wrong}".replace("<", "&lt;"), f"- {words['explain_right']}: {told.right}".replace("<", "&lt;"), "")


def _place(told: Explanation, words: Mapping[str, str]) -> str:
    return f" ({words['explain_place_' + told.of]})" if told.of else ""
