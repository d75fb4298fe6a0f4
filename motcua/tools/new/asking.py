"""Answers for a new record: from the options of a command, or asked on a terminal until they can be used."""
from __future__ import annotations

import re
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
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
from motcua.typed_day import year_first

# So many choices fit on a screen; the others are found by a few letters of their names.
SHOWN = 24
_QUOTES = "\"'“”"


@dataclass(frozen=True)
class Question:
    """What is asked for: an option of the command, judged as a field of a model.

    `called` is another field whose name it bears, `text` what is asked instead of a field's name; `named` are answers among others that are
    found by their names; `refuses` says why an answer that the field would take cannot be used, and is empty where it can.
    """

    option: str
    model: type[Record]
    field: str
    default: str = ""
    is_required: bool = True
    choices: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)
    called: tuple[type[Record], str] | None = None
    text: str = ""
    refuses: Callable[[str], str] = field(default=lambda answer: "")


class Asking:
    """One command's answers; a person is asked only at a terminal."""

    def __init__(self, options: Namespace) -> None:
        self.options, self.words = options, said(options.lang)
        self.is_terminal = sys.stdin is not None and sys.stdin.isatty()

    def __call__(self, question: Question) -> str:
        """A usable answer; empty where none is needed. A Fault where an option cannot be used, or is missing and nobody can be asked."""
        given = getattr(self.options, question.option.replace("-", "_"), None)
        if given is not None:
            return self.taken(question, given)
        if self.is_terminal:
            return self.asked(question)
        if question.is_required and not question.default:
            raise Fault(self.words["new_option_is_missing"].format(option=question.option, title=self.called(question).title))
        return question.default

    def taken(self, question: Question, given: str) -> str:
        """What an option says, as a usable answer; a Fault where it is none."""
        answer = self.meant(question, given.strip())
        if why := self.against(question, answer):
            raise Fault(self.words["new_option_is_refused"].format(option=question.option, why=why))
        return answer

    def asked(self, question: Question) -> str:
        """What a person answers, asked until it can be used."""
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
        lines = [question.text or (f"{called.title}. {called.about}." if called.about else f"{called.title}.")]
        known = self.known(question)
        lines += [f"  {name}: {label}" for name, label in list(known.items())[:SHOWN]]
        lines += [self.words["new_and_more"].format(more=len(known) - SHOWN)] if len(known) > SHOWN else []
        lines += [self.words["new_day_either_way"]] if fields(question.model)[question.field].kind == "day" else []
        if question.default:
            lines.append(self.words["new_default"].format(default=question.default))
        elif not question.is_required:
            lines.append(self.words["new_may_be_empty"])
        return "\n".join(lines)

    def meant(self, question: Question, answer: str) -> str:
        """What was typed, as it is written: the name of the one choice whose label has these words (`Hộ tịch` means ho-tich), a day year first."""
        known = self.known(question) or question.named
        if answer not in known and len(found := _having(answer, known)) == 1:
            return found[0]
        return year_first(answer) if fields(question.model)[question.field].kind == "day" else answer

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
            return self.unknown(answer, question.choices)
        if answer not in question.named and _having(answer, question.named):
            return self.unknown(answer, question.named)
        is_list = fields(question.model)[question.field].is_list
        read = source.parse(yaml({question.field: [answer] if is_list else answer}).encode(), "")
        problems = [problem for problem in judge(question.model, read)[1] if problem.field.split("[")[0] == question.field]
        return " ".join(message(replace(problem, field=""), Messages(), self.options.lang) for problem in problems[:1]) or question.refuses(answer)

    def unknown(self, answer: str, known: Mapping[str, str]) -> str:
        """That a choice is none: which are near or have these words, else what there is to choose from."""
        near = {fold(word): name for name, label in known.items() for word in (label, name)}
        found = _having(answer, known) or tuple(dict.fromkeys(near[each] for each in get_close_matches(fold(answer), near, n=3, cutoff=0.7)))
        named = [f"{name} ({known[name]})" for name in (found or tuple(known))[:SHOWN]] + ["…"] * (not found and len(known) > SHOWN)
        return self.words["new_answer_is_like" if found else "new_answer_is_unknown"].format(answer=answer, known="; ".join(named))


def _having(answer: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """The choices whose label is an answer, or else has its words one behind the other, marks or none."""
    labels, words = {name: fold(label) for name, label in known.items()}, fold(answer).strip()
    return tuple(name for name, label in labels.items() if label == words) or tuple(
        name for name, label in labels.items() if words and re.search(rf"\b{re.escape(words)}\b", label))
