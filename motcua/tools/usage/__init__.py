"""How commands are used, and that one was used wrongly, in the language that the words of its line ask for."""
from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, NoReturn

from motcua.text import LANGUAGES, SOURCE_LANGUAGE

FILE = Path(__file__).with_name("words.yml")
_WRONG = 2
_ABOUT = re.compile(r"argument (?P<name>[^:]+): (?P<why>.*)", re.DOTALL)
# What argparse says, as its own source has it: the name of our sentence, and what fills it.
_SAID = {
    "required": re.compile(r"the following arguments are required: (?P<names>.*)"),
    "unrecognized": re.compile(r"unrecognized arguments: (?P<names>.*)", re.DOTALL),
    "one_of": re.compile(r"one of the arguments (?P<names>.*) is required"),
    "choice": re.compile(r"invalid choice: (?P<found>'.*?'|\S+) \(choose from (?P<known>.*)\)", re.DOTALL),
    "expects": re.compile(r"expected (?:one argument|at least one argument|at most one argument|\d+ arguments?)"),
    "type": re.compile(r"invalid \S+ value: (?P<found>.*)", re.DOTALL),
    "together": re.compile(r"not allowed with argument (?P<names>.*)"),
    "takes_none": re.compile(r"ignored explicit argument (?P<found>.*)", re.DOTALL),
    "whole": re.compile(r"a whole number from (?P<least>\d+)"),
    "port": re.compile(r"a number from 1 to 65535"),
    "day": re.compile(r"a day as YYYY-MM-DD; found (?P<found>.*)", re.DOTALL),
    "time": re.compile(r"a time as YYYY-MM-DDTHH:MM; found (?P<found>.*)", re.DOTALL),
    "no_such_day": re.compile(r"no such day: (?P<found>.*)", re.DOTALL),
    "no_such_time": re.compile(r"no such time: (?P<found>.*)", re.DOTALL),
    "address": re.compile(r"an address such as (?P<like>\S+), or '' for none; found (?P<found>.*)", re.DOTALL),
    "team": re.compile(r"a name as it stands in an address, without @; found (?P<found>.*)", re.DOTALL),
}


def language_of(line: Sequence[str]) -> str:
    """The language that a command line asks for by `--lang`; Vietnamese where it asks for none that there is."""
    asked = [after for word, after in zip(line, line[1:], strict=False) if word == "--lang"] + [word[7:] for word in line if word.startswith("--lang=")]
    return next((word for word in asked[::-1] if word in LANGUAGES), SOURCE_LANGUAGE)


def parser_in(language: str) -> type[argparse.ArgumentParser]:
    """The parser, and that of its verbs, whose help and refusals are in a language."""
    return type("Parser", (_Parser,), {"language": language})


class _Parser(argparse.ArgumentParser):
    language = SOURCE_LANGUAGE

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"formatter_class": partial(_Formatter, self.language)} | options)

    def error(self, message: str) -> NoReturn:
        """Say in one line what is wrong and how to know more, behind the usage."""
        told = words()["said"]
        self.print_usage(sys.stderr)
        self.exit(_WRONG, f"{self.prog}: {told['wrong'][self.language]}: {refusal(message, self.language)}. "
                          f"{told['more'][self.language].format(prog=self.prog)}\n")


class _Formatter(argparse.HelpFormatter):
    def __init__(self, language: str, **options: Any) -> None:
        super().__init__(**options)
        self._translated = words()["help"] if language != "en" else {}

    def _in_words(self, text: str | None) -> str | None:
        return self._translated.get(text, text) if text else text

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return self._in_words(action.help)

    def add_text(self, text: str | None) -> None:
        super().add_text(self._in_words(text))

    def start_section(self, heading: str | None) -> None:
        super().start_section(self._in_words(heading))

    def add_usage(self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, self._in_words("usage: ") if prefix is None else prefix)


def refusal(message: str, language: str) -> str:
    """What argparse, or one of our readers, says of a line, in a language; as it stands where it is a sentence that nobody has foreseen."""
    if about := _ABOUT.fullmatch(message):
        return f"{about['name']}: {refusal(about['why'], language)}"
    for name, pattern in _SAID.items():
        if match := pattern.fullmatch(message):
            values = match.groupdict()
            if name == "choice":
                values |= _choice(values, language)
            return words()["said"][name][language].format(**values)
    return message


def _choice(values: Mapping[str, str], language: str) -> dict[str, str]:
    """The choices without Python's quotes, and the one that was probably meant."""
    from difflib import get_close_matches

    found, known = values["found"].strip("'"), [each.strip("' ") for each in values["known"].split(",")]
    near = get_close_matches(found, known, n=1)
    return {"found": found, "known": ", ".join(known), "nearest": words()["said"]["nearest"][language].format(near=near[0]) if near else ""}


@cache
def words() -> Mapping[str, Mapping[str, Any]]:
    """Under `said` the sentences by name and language, under `help` the Vietnamese of every English text of a parser."""
    # Read for help and refusals alone: a build has no time for it.
    from motcua import source

    read = source.read(FILE, FILE.name)
    if read.problems or read.values is None:
        raise ValueError(read.problems)
    return read.values
