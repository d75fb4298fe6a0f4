"""Who may apply, whether somebody else may go, and what comes out of it, in words."""
from __future__ import annotations

from motcua.interface import Words
from motcua.model import Procedure
from motcua.model.procedure import Result
from motcua.say.marks import Marks
from motcua.say.phrase import NOTHING, Said, capital, fill, join, lead, phrase, said
from motcua.say.rows import Answer, Entry, not_stated


def person_answer(procedure: Procedure, words: Words) -> Answer:
    """Who may apply, and whether somebody else may go."""
    marks = Marks.of(procedure)
    named = [words(f"applicant.{each}") for each in procedure.applicant_types if each != "not_stated"]
    who = said(" · ".join(named))
    first = Entry(NOTHING, said(words("person.who")), (who or said(words("shared.not_stated")),), (), marks.touch("applicant_types"))
    value, notes = _stand_in(procedure, words)
    return Answer((first, Entry(NOTHING, said(words("person.stand_in")), (value,), notes, marks.touch("representation"))))


def _stand_in(procedure: Procedure, words: Words) -> tuple[Said, tuple[Said, ...]]:
    representation = procedure.representation
    told = phrase(representation.text, words.language) if representation else NOTHING
    if representation is None or representation.allowed == "not_stated":
        return said(words("shared.not_stated")), (told or said(words("shared.ask_before")),)
    answer = words(f"person.{representation.allowed}")
    first, rest = lead(told)
    # An author who begins with the answer itself has said it.
    if first and str(first).split(",")[0].split(" ")[0].strip(".").casefold() in {answer.split(" ")[0].strip(",").casefold(), "yes", "no"}:
        return first, (rest,) if rest else ()
    return said(answer), (capital(told),) if told else ()


def result_answer(procedure: Procedure, words: Words) -> Answer:
    """What the applicant receives."""
    if not procedure.results:
        return not_stated(words)
    marks = Marks.of(procedure)
    return Answer(tuple(
        Entry(NOTHING, NOTHING, (capital(phrase(result.name, words.language)),), _facts(result, words), marks.touch(f"results[{n}].name"))
        for n, result in enumerate(procedure.results)
    ))


def _facts(result: Result, words: Words) -> tuple[Said, ...]:
    form = capital(words(f"result.{result.form}")) if result.form != "not_stated" else NOTHING
    validity = fill(words("result.validity"), text=phrase(result.validity, words.language)) if result.validity else NOTHING
    line = join(" · ", (form, validity))
    return (line,) if line else ()


def result_lines(result: Result, words: Words) -> tuple[Said, ...]:
    """All that the record says of a result: form, validity, renewal, how to collect it and with what."""
    language = words.language
    ways = [words(f"result.return_{way}") for way in result.return_methods if way != "not_stated"]
    brought = join(words("shared.list"), (phrase(paper, language) for paper in result.bring_on_collection))
    return tuple(line for line in (
        *_facts(result, words),
        fill(words("result.renewal"), text=phrase(result.renewal, language)) if result.renewal else NOTHING,
        fill(words("result.return"), ways=words("shared.list").join(ways)) if ways else NOTHING,
        fill(words("result.bring"), papers=brought) if brought else NOTHING,
    ) if line)
