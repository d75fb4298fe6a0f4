"""Rules on fees that can be reckoned: questions that can be answered, numbers in order, words beside each condition, examples that hold."""
from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from motcua import charges, rates
from motcua.model import Fee, Procedure
from motcua.model.amounts import Answered, GivenAnswer
from motcua.problem import Finding
from motcua.rates import HUNDREDTHS
from motcua.rules.nearest import there

Steps = tuple[str | int, ...]


def fee_question_can_be_answered(procedure: Procedure) -> Iterator[Finding]:
    """A question for the fees has an id of its own and is answered with a number, or with one of two or more options."""
    ids = [question.id for question in procedure.fee_questions]
    for number, question in enumerate(procedure.fee_questions):
        options = [option.id for option in question.options]
        if question.id in ids[:number]:
            yield Finding("fee_question_can_be_answered", ("fee_questions", number, "id"), question.id)
        elif (question.counts is None) == (len(options) < 2) or len(set(options)) < len(options) or (question.counts and options):
            yield Finding("fee_question_can_be_answered", ("fee_questions", number), question.id)


def fee_question_exists(procedure: Procedure) -> Iterator[Finding]:
    """What a fee or an example asks is one of the procedure's questions, and its options are theirs."""
    for at, question in _questions(procedure):
        if question not in _asks(procedure):
            yield Finding("fee_question_exists", at, question, values=there(question, _asks(procedure)))
    for at, question, option in _options(procedure):
        asked = _asks(procedure).get(question)
        if asked is not None and option not in asked:
            yield Finding("fee_question_exists", at, option, values=there(option, asked))


def _asks(procedure: Procedure) -> dict[str, frozenset[str]]:
    return {question.id: frozenset(option.id for option in question.options) for question in procedure.fee_questions}


def _conditions(procedure: Procedure) -> Iterator[tuple[Steps, Answered]]:
    for number, fee in enumerate(procedure.fees):
        for key in ("only_if", "free_if"):
            yield from ((("fees", number, key, place), each) for place, each in enumerate(getattr(fee, key)))
        for turn, cut in enumerate(fee.reductions):
            yield from ((("fees", number, "reductions", turn, "only_if", place), each) for place, each in enumerate(cut.only_if))


def _given(procedure: Procedure) -> Iterator[tuple[Steps, GivenAnswer]]:
    for number, example in enumerate(procedure.fee_examples):
        for place, each in enumerate(example.given.answers if example.given else ()):
            yield ("fee_examples", number, "given", "answers", place), each


def _questions(procedure: Procedure) -> Iterator[tuple[Steps, str]]:
    for at, each in (*_conditions(procedure), *_given(procedure)):
        yield (*at, "question"), each.question
    for number, fee in enumerate(procedure.fees):
        if fee.counted:
            yield ("fees", number, "counted", "question"), fee.counted.question
        if fee.times:
            yield ("fees", number, "times"), fee.times


def _options(procedure: Procedure) -> Iterator[tuple[Steps, str, str]]:
    for at, each in _conditions(procedure):
        yield from (((*at, "options", place), each.question, option) for place, option in enumerate(each.options))
    for at, each in _given(procedure):
        if each.option is not None:
            yield (*at, "option"), each.question, each.option


def fee_is_counted_by_a_number(procedure: Procedure) -> Iterator[Finding]:
    """A fee is multiplied by the answer to a question that asks for a number, and its bounds stand in order."""
    numbers = {question.id for question in procedure.fee_questions if question.counts is not None}
    for number, fee in enumerate(procedure.fees):
        for at, question in ((("counted", "question"), fee.counted and fee.counted.question), (("times",), fee.times)):
            if question in _asks(procedure) and question not in numbers:
                yield Finding("fee_is_counted_by_a_number", ("fees", number, *at), question, values=_needs(question=question))
        yield from _disorder(fee, ("fees", number))


def _disorder(fee: Fee, at: Steps) -> Iterator[Finding]:
    first, last = (fee.counted.from_number, fee.counted.to_number) if fee.counted else (None, None)
    if None not in (first, last) and last < first:
        yield Finding("fee_is_counted_by_a_number", (*at, "counted", "to_number"), last, values=_needs(least=first))
    if None not in (fee.at_least, fee.at_most) and fee.at_most < fee.at_least:
        yield Finding("fee_is_counted_by_a_number", (*at, "at_most"), fee.at_most, values=_needs(least=fee.at_least))
    for turn, cut in enumerate(fee.reductions):
        if not 1 <= cut.percent <= 100:
            yield Finding("fee_is_counted_by_a_number", (*at, "reductions", turn, "percent"), cut.percent, values=_needs(most=100))


def _needs(question: object = "", least: object = "", most: object = "") -> tuple[tuple[str, object], ...]:
    """What fills the blanks of the sentence: the one thing that is wrong."""
    return ("question", question), ("least", least), ("most", most)


def fee_condition_is_said(procedure: Procedure) -> Iterator[Finding]:
    """What a fee depends on by an answer is said in words too, for those who read the page and reckon nothing."""
    for number, fee in enumerate(procedure.fees):
        if fee.only_if and not (fee.name or fee.condition or fee.applicant or fee.area):
            yield Finding("fee_condition_is_said", ("fees", number, "only_if"), severity="warning", values=(("key", "condition"),))
        if fee.free_if and not fee.exemption:
            yield Finding("fee_condition_is_said", ("fees", number, "free_if"), severity="warning", values=(("key", "exemption"),))


def fee_examples_hold(procedure: Procedure) -> Iterator[Finding]:
    """Each example of what somebody pays comes out as it says."""
    found = rates.rates(procedure)
    for number, example in enumerate(procedure.fee_examples):
        known = charges.situation(example.given)
        bill = charges.bill(found, known)
        if bill.why or dict(bill.totals) != {example.currency: example.expect * HUNDREDTHS}:
            missing = ", ".join(map(_key, charges.missing(found, known)))
            places = "" if missing or not bill.why else ", ".join(f"fees[{place}]" for place in bill.places) or "fees"
            values = (("sum", _sums(bill)), ("missing", missing), ("places", places), ("lines", "; ".join(map(_part, bill.parts))))
            yield Finding("fee_examples_hold", ("fee_examples", number, "expect"), f"{example.expect} {example.currency}", values=values)


def _key(need: str) -> str:
    """What is missing, by the key of `given` that says it."""
    return f"answers ({need[1:]})" if need.startswith("?") else {"day": "filed_on"}.get(need, need)


def _sums(bill: charges.Bill) -> str:
    return " + ".join(f"{_amount(total)} {currency}" for currency, total in bill.totals)


def _part(part: charges.Part) -> str:
    told = " + ".join(f"fees[{line.place}] {line.units} × {_amount(line.amount)}" for line in part.lines)
    bound = f", {part.bound} {_amount(part.one)}" if part.bound else ""
    times = f", × {part.times}" if part.times != 1 else ""
    return f"{told}{bound}{times}{f', -{part.percent} %' if part.percent else ''}"


def _amount(hundredths: int) -> str:
    return f"{Decimal(hundredths) / HUNDREDTHS:f}"


PROCEDURE = (fee_question_can_be_answered, fee_question_exists, fee_is_counted_by_a_number, fee_condition_is_said, fee_examples_hold)
