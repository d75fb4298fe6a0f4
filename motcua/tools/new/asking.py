"""Answers for a new record: from the options of a command, or asked on a terminal until they can be used."""
from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from motcua import source
from motcua.folders import Fault
from motcua.judge import judge
from motcua.messages import Messages
from motcua.model import Record
from motcua.problem import message
from motcua.telling import said
from motcua.text import fold
from motcua.tools.fields import fields
from motcua.tools.schema import words
from motcua.tools.yaml_layout import yaml

SHOWN = 12
_QUOTES = "\"'“”"


@dataclass(frozen=True)
class Question:
    """What is asked for: an option of the command, judged as a field of a model; `called` is another field whose name it bears."""

    option: str
    model: type[Record]
    field: str
    default: str = ""
    is_required: bool = True
    choices: Mapping[str, str] = field(default_factory=dict)
    called: tuple[type[Record], str] | None = None


class Asking:
    """One command's answers; a person is asked only at a terminal."""

    def __init__(self, options: Namespace) -> None:
        self.options, self.words = options, said(options.lang)
        self.is_terminal = sys.stdin is not None and sys.stdin.isatty()

    def __call__(self, question: Question) -> str:
        """A usable answer; empty where none is needed. A Fault where an option cannot be used, or is missing and nobody can be asked."""
        given = getattr(self.options, question.option.replace("-", "_"), None)
        if given is not None:
            if why := self.against(question, given.strip()):
                raise Fault(self.words["new_option_is_refused"].format(option=question.option, why=why))
            return given.strip()
        if self.is_terminal:
            return self.asked(question)
        if question.is_required and not question.default:
            raise Fault(self.words["new_option_is_missing"].format(option=question.option, title=self.called(question).title))
        return question.default

    def asked(self, question: Question) -> str:
        print(self.question(question))
        while True:
            answer = self.meant(question, input("> ").strip().strip(_QUOTES).strip()) or question.default
            why = self.against(question, answer)
            if not why:
                return answer
            print(why)

    def question(self, question: Question) -> str:
        """A question as it is asked: what the field is called, what is written there, from what to choose, and what an empty line means."""
        called = self.called(question)
        lines = [f"{called.title}. {called.about}." if called.about else f"{called.title}."]
        known = self.known(question)
        lines += [f"  {name}: {label}" for name, label in list(known.items())[:SHOWN]]
        lines += [self.words["new_and_more"].format(more=len(known) - SHOWN)] if len(known) > SHOWN else []
        if question.default:
            lines.append(self.words["new_default"].format(default=question.default))
        elif not question.is_required:
            lines.append(self.words["new_may_be_empty"])
        return "\n".join(lines)

    def meant(self, question: Question, answer: str) -> str:
        """What was typed, as the name of a choice where it is one by its label: `Hộ tịch` means ho-tich."""
        labels = {fold(label): name for name, label in self.known(question).items()}
        return answer if answer in self.known(question) else labels.get(fold(answer), answer)

    def called(self, question: Question) -> words.Called:
        return words.field(*(question.called or (question.model, question.field)))

    def known(self, question: Question) -> Mapping[str, str]:
        held = fields(question.model)[question.field]
        return question.choices or {choice: words.choice(choice) for choice in held.choices}

    def against(self, question: Question, answer: str) -> str:
        """Why an answer cannot be used; empty where it can."""
        if not answer:
            return self.words["new_answer_is_needed"] if question.is_required else ""
        if question.choices and answer not in question.choices:
            near = get_close_matches(answer, question.choices, n=1, cutoff=0.4) or list(question.choices)[:1]
            return self.words["new_answer_is_unknown"].format(answer=answer, near=near[0])
        is_list = fields(question.model)[question.field].is_list
        read = source.parse(yaml({question.field: [answer] if is_list else answer}).encode(), "")
        problems = [problem for problem in judge(question.model, read)[1] if problem.field.split("[")[0] == question.field]
        return " ".join(message(replace(problem, field=""), Messages(), self.options.lang) for problem in problems[:1])
