"""What a reader's own fee is reckoned from: every rate with its words and its laws, and the questions that choose among them."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from motcua import charges, rates, say
from motcua.charges import Situation
from motcua.interface import Words
from motcua.model import NOT_STATED, Fee, Procedure
from motcua.offers.offer import Missing, Offer, spoken
from motcua.rates import Rate
from motcua.say.rows import channels_of

VALUES = ("amount", "status", "valid_from", "valid_to", "counted", "times", "at_least", "at_most", "reductions")


def offer(record: Procedure, case: str, links: Mapping[str, str], words: Words) -> Offer | Missing | None:
    """The rates with what must be asked; nothing where the page says the one sum already, what is missing where no answer leads to a sum."""
    found = held(record, case)
    known = Situation(case)
    if not found or not (charges.missing(found, known) or charges.bill(found, known).why):
        return None
    if reason := _reason(found):
        return Missing((reason,)) if record.origin == "authored" or len(found) > 1 else None
    return Offer(facts(record, case, links, words))


def held(record: Procedure, case: str) -> tuple[Rate, ...]:
    """The rates that may hold for the case, or for any where none is chosen."""
    return tuple(rate for rate in rates.rates(record) if not (case and rate.cases and case not in rate.cases))


def _reason(found: tuple[Rate, ...]) -> str:
    """Why no answer leads to a sum, as the name of a sentence; empty where one does."""
    if any(rate.combines == NOT_STATED for rate in found):
        return "unresolved"
    certain = [rate for rate in found if rate.status in ("amount", "free") or rate.free_if]
    if not certain or any(rate.combines == "charge" and rate not in certain and not rate.only_if for rate in found):
        return "unstated"
    return "" if any(rate.is_typed for rate in certain) else "in_words"


def facts(record: Procedure, case: str, links: Mapping[str, str], words: Words) -> dict[str, Any]:
    """All that the script needs, whatever will be answered."""
    found = held(record, case)
    asked = set(_all_asked(found))
    ways = channels_of(record.fees, (method.channel for method in record.submission_methods))
    labels = zip(record.cases, say.case_labels(record.cases, words), strict=True)
    laws = dict.fromkeys(law for rate in found for law in _laws(record.fees[rate.place]))
    told = {
        "rates": rates.plain(found), "case": case,
        "labels": {rate.place: _label(record, rate.place, words) for rate in found},
        "cases": [[each.id, spoken(label)] for each, label in labels] if "case" in asked and not case else [],
        "cases_question": spoken(say.phrase(record.cases_question, words.language)) if record.cases_question and "case" in asked and not case else "",
        "channels": [[way, words(f"channel.only_{way}")] for way in ways] if "channel" in asked else [],
        "questions": [_question(question, words) for question in record.fee_questions if "?" + question.id in asked],
        "turns": list(_turns(found)), "links": {law: links[law] for law in laws if law in links},
    }
    return {name: value for name, value in told.items() if value}


def _all_asked(found: tuple[Rate, ...]) -> Iterator[str]:
    """Everything that any rate depends on."""
    for rate in found:
        yield from charges.asked((rate,), Situation())


def _question(question, words: Words) -> dict[str, Any]:
    told = {"id": question.id, "ask": spoken(say.phrase(question.ask, words.language))}
    if question.counts:
        return told | {"counts": spoken(say.phrase(question.counts, words.language))}
    return told | {"options": [[option.id, spoken(say.phrase(option.name, words.language))] for option in question.options]}


def _label(record: Procedure, place: int, words: Words) -> dict[str, Any]:
    """A rate in words: what it is, its laws, what its reductions are for, what stays to be read; of one without an amount what the page says."""
    fee, language = record.fees[place], words.language
    name = say.join(" · ", (say.phrase(fee.name, language), say.phrase(fee.condition, language))) or say.said(_kind(fee, words))
    told = {
        "name": spoken(say.capital(name)), "laws": list(_laws(fee)), "cuts": [spoken(say.phrase(cut.text, language)) for cut in fee.reductions],
        "exemption": spoken(say.phrase(fee.exemption, language)) if fee.exemption and not fee.free_if else "",
        "doubt": spoken(say.phrase(fee.text, language)) if fee.text and fee.status == "amount" else "",
        "told": "" if fee.status in ("amount", "free") else _unpriced(record, fee, words),
        "mark": words("shared.illustrative") if say.Marks.of(record).touch(f"fees[{place}]", *VALUES) else "",
    }
    return {key: value for key, value in told.items() if value}


def _kind(fee: Fee, words: Words) -> str:
    return words("heading.fee_term") if fee.kind == NOT_STATED else words(f"fee.kind_{fee.kind}")


def _laws(fee: Fee) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*fee.legal_basis, *(law for cut in fee.reductions for law in cut.legal_basis))))


def _unpriced(record: Procedure, fee: Fee, words: Words) -> str | list[list[str]]:
    """Who sets the sum, or what the source says of it, as the page has it."""
    alone = record.model_copy(update={"fees": (fee.model_copy(update={"combines": "alternative", "name": None, "exemption": None, "condition": None}),)})
    entry = say.fee_answer(alone, words).entries[0]
    return spoken(say.join(" ", (*entry.values, *entry.notes)))


def _turns(found: tuple[Rate, ...]) -> list[str]:
    """The days on which a rate or a reduction begins, or has just ended."""
    dated = [each for rate in found for each in (rate, *rate.cuts)]
    ends = ((date.fromisoformat(each.ends) + timedelta(days=1)).isoformat() for each in dated if each.ends)
    return sorted({*(each.begins for each in dated if each.begins), *ends})
