"""What goes wrong and who answers: a missing paper, a late result, a question, a complaint."""
from __future__ import annotations

from typing import NamedTuple

from motcua.interface import Words
from motcua.model import Duration, Procedure
from motcua.model.procedure import Redress
from motcua.model.views import ContactView
from motcua.say.legal_texts import by_number
from motcua.say.marks import Marks
from motcua.say.phrase import NOTHING, Said, fill, join, paired, phrase, said
from motcua.say.durations import duration, number


class Notice(NamedTuple):
    """What to do about one thing: a label, what is said, a telephone, mail or web address to reach somebody."""

    label: str
    lines: tuple[Said, ...]
    href: str = ""
    is_illustrative: bool = False
    before: Said = NOTHING


def step_actor(procedure: Procedure, actor: str, words: Words) -> str:
    """Who takes a step: the reader, or the agency that asks another one among officials; "" where nobody says."""
    if actor == "not_stated":
        return ""
    return words("steps.requesting_agency" if actor == "applicant" and procedure.is_internal else f"steps.{actor}")


def corrections(procedure: Procedure, telephone: str, words: Words) -> tuple[Notice, ...]:
    """The office's deadline to ask for missing papers, and what to do when the result is late; agencies owe each other no apology slip."""
    time = procedure.processing_time
    found = []
    if time and time.correction:
        line = phrase(time.correction.text, words.language) or said(_asks(procedure, words))
        is_illustrative = Marks.of(procedure).touch("processing_time.correction")
        found.append(Notice(words("correction.missing"), (_with_deadline(line, procedure, words),), "", is_illustrative))
    if time and time.rows and not procedure.is_internal:
        owed = said(words("correction.late_text"))
        found.append(Notice(words("correction.late"), (said(words("correction.late_phone", phone=telephone)),), dial(telephone), before=owed) if telephone else
                     Notice(words("correction.late"), (owed, said(words("correction.late_ask")))))
    return tuple(found)


def _asks(procedure: Procedure, words: Words) -> str:
    """How soon and how often the office may ask, as a sentence of its own."""
    correction = procedure.processing_time.correction
    times = words(f"correction.{correction.times}") if correction.times != "not_stated" else ""
    within = duration(correction.within, words) if correction.within else ""
    if times and within:
        return words("correction.within_times", times=times, time=within)
    if within:
        return words("correction.within", time=within)
    return words("correction.times", times=times) if times else words("shared.not_stated")


def _with_deadline(line: Said, procedure: Procedure, words: Words) -> Said:
    """The author's sentence, led by the deadline that it leaves out."""
    within = procedure.processing_time.correction.within
    if within is None or duration(within, words) in str(line):
        return line
    return join(" ", (words("correction.within", time=duration(within, words)), line))


def redress(procedure: Procedure, contact: ContactView | None, words: Words) -> tuple[Notice, ...]:
    """Whom to ask, to complain to and to sue, then where the publisher takes comments."""
    marks = Marks.of(procedure)
    found = [_redress(each, words, marks.touch(f"redress[{n}]")) for n, each in enumerate(procedure.redress)]
    return (*found, *(_channels(contact, words) if contact else ()))


def _redress(each: Redress, words: Words, is_illustrative: bool) -> Notice:
    within = said(words("redress.within", time=_span(each.within, words))) if each.within else NOTHING
    first = join(", ", (phrase(each.to, words.language), within))
    more = join(" ", (phrase(each.text, words.language), f"({', '.join(by_number(law, words) for law in each.legal_basis)})" if each.legal_basis else NOTHING))
    return Notice(words(f"redress.{each.kind}"), (first, more) if more else (first,), "", is_illustrative)


def _span(within: Duration, words: Words) -> str:
    """How long one may complain or sue; the law counts in years what the record has in months."""
    years, months = divmod(within.value or 1, 12)
    return words.count("redress.years", number(years, words), is_one=years == 1) if within.unit == "month" and not months and within.up_to is None else duration(within, words)


def _channels(contact: ContactView, words: Words) -> tuple[Notice, ...]:
    language = words.language
    hours = paired(contact.hours, language)
    return tuple(notice for notice in (
        Notice(words("redress.hotline"), (said(contact.hotline), hours) if hours else (said(contact.hotline),), dial(contact.hotline)) if contact.hotline else None,
        Notice(words("place.email"), (said(contact.email),), f"mailto:{contact.email}") if contact.email else None,
        Notice(words("redress.url"), (said(contact.url),), contact.url) if contact.url else None,
        Notice(words("redress.mailbox"), (paired(contact.mailbox, language),)) if contact.mailbox else None,
        Notice(words("place.address"), (paired(contact.address, language),)) if contact.address else None,
    ) if notice)


def dial(telephone: str) -> str:
    """The link that calls a Vietnamese number: a leading zero stands for the country's 84."""
    digits = "".join(sign for sign in telephone if sign.isdigit() or sign == "+")
    return "tel:" + ("+84" + digits[1:] if digits.startswith("0") else digits)


def listed(telephone: str, words: Words) -> Said:
    """What a page says that has only a name and a place."""
    ask = words("state.listed_ask", phone=telephone) if telephone else words("state.listed_ask_where")
    return join(" ", (words("state.listed"), fill("{ask}", ask=ask)))
