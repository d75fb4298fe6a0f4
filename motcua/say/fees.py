"""Fees in words: an amount with all that it depends on, nothing to pay, who sets it, or the honest word that nobody says."""
from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from motcua.interface import Words
from motcua.model import Fee, Procedure
from motcua.remembered import of_record
from motcua.say.amounts import money, on_top, together
from motcua.say.bounds import bounds
from motcua.say.legal_texts import by_number
from motcua.say.marks import Marks
from motcua.say.phrase import NOTHING, Said, capital, fill, join, lead, phrase, said, sentence, small, without_mark
from motcua.say.rows import UNDATED, Answer, Dated, Row, channels_of, entries, holds_for, merged, not_stated, specific, who
from motcua.say.times import BOLD_LIMIT
from motcua.text import date_text, unmarked

# "As the law provides" names no text that one could look up, and no number.
_ONLY_REFERS = re.compile(
    r"\W*(?:(?:phi|le phi|muc thu|thuc hien|ap dung|nop|thu)[ ,:]+)*(?:theo )?(?:cac |dung )?quy dinh"
    r"(?:(?: tai| trong| cua)?(?: cac)?(?: van ban)?(?: quy pham)?(?: phap)? luat\b(?!.*\b(?:thong tu|nghi dinh|nghi quyet)\b)[^0-9]{0,120}| hien hanh)?\W*"
)
_ONLY_NAMES = re.compile(r"[^0-9]{0,40}\b(?:hoi dong nhan dan|hdnd|uy ban nhan dan|ubnd)\b[^0-9]{0,60}")
_ASKS = re.compile(r"\b(?:hoi|ask)\b")
_SAYS_FREE = re.compile(r"\b(?:mien|khong mat tien|khong phai nop|free|nothing|exempt)\b")
_OPENS_FREE = re.compile(r"(?:được )?miễn(?: (?:thu|nộp))?(?: (?:phí|lệ phí))*[ ,:]+|(?:exempt|free)[ ,:]+", re.IGNORECASE)

QUOTED_LIMIT = 48
VALUE_FIELDS = ("amount", "status", "per", "condition", "valid_from", "valid_to", "set_by", "name")


@of_record
def fee_answer(procedure: Procedure, words: Words, case: str = "") -> Answer:
    """What it costs: for the case, or for every case when none is chosen."""
    fees = [fee for fee in procedure.fees if holds_for(fee, case)]
    if not fees:
        return not_stated(words)
    every = channels_of(procedure.fees, (method.channel for method in procedure.submission_methods))
    rows = merged(specific(_rows(procedure, fees, words), case), every)
    plain, alone_due = [row for row in rows if not row.extra], [fee for fee in fees if not on_top(fee, fees)]
    between, total, notes = together(plain, alone_due, words)
    alone = _doubts(plain, alone_due, every, words)
    shown = entries(rows, procedure.cases, every, words, others=True)
    laws = tuple(dict.fromkeys(law for fee in fees for law in fee.legal_basis))
    basis = (said(words("fee.basis", laws=", ".join(laws))),) if laws else ()
    return Answer(shown, (*alone, *notes), (*_explained(procedure, fees, words), *_payment(procedure, words), *basis), between, total)


def _rows(procedure: Procedure, fees: list[Fee], words: Words) -> list[Row]:
    """Fees that differ in their dates alone stand together in one row, in the order of time."""
    groups: dict[tuple, list[Fee]] = {}
    for place, fee in enumerate(fees):
        what = (fee.cases, fee.channels, fee.area, fee.applicant, fee.name, fee.condition, fee.kind, fee.combines)
        dated = fee.valid_from or fee.valid_to
        groups.setdefault((*what, "dated") if dated else (*what, place), []).append(fee)
    marks = Marks.of(procedure)
    places = {id(fee): n for n, fee in enumerate(procedure.fees)}
    mixed = len({fee.kind for fee in fees}) > 1
    return [
        _row(sorted(group, key=lambda fee: fee.valid_from or date.min), words, mixed, bounds(group[0], procedure, words),
             any(marks.touch(f"fees[{places[id(fee)]}]", *VALUE_FIELDS) for fee in group), on_top(group[0], fees))
        for group in groups.values()
    ]


def _row(group: list[Fee], words: Words, mixed: bool, beside: list[Said], is_illustrative: bool, extra: str) -> Row:
    fee, language = group[0], words.language
    has_to_name = fee.kind in ("service_price", "other_cost") or (mixed and fee.kind != "not_stated")
    name = phrase(fee.name, language) or (said(words(f"fee.kind_{fee.kind}")) if has_to_name else NOTHING)
    values, notes = _value(group, words)
    told = capital(without_mark(phrase(fee.text, language))) if fee.combines == "not_stated" else NOTHING
    has_price = fee.status in ("amount", "free")
    own = ([told] if told and has_price else []) + beside
    own += [capital(words("fee.no_per"))] if extra and fee.status == "amount" and fee.per is None else []
    own += [_exemption(phrase(fee.exemption, language), words)] if fee.exemption else []
    if fee.set_by in ("provincial_council", "provincial_committee") and fee.status == "amount":
        own.append(join(": ", (words(f"fee.{fee.set_by}"), ", ".join(fee.legal_basis))))
    head = join(", ", (name, who(fee, words)))
    return Row(fee.cases, fee.channels, head, phrase(fee.condition, language), values, (*notes, *own), fee.combines == "not_stated", is_illustrative,
               told=told, figures=tuple(_price(each, words) for each in group) if has_price else (), dated=_changes(group, values, words), extra=extra)


def _exemption(told: Said, words: Words) -> Said:
    """Who pays nothing; an author's sentence that says so itself stands alone, and no line opens with "free" beside an amount."""
    if opening := _OPENS_FREE.match(str(told)):
        ((text, language),) = told.pieces
        return fill(words("fee.exemption"), text=Said(((text[opening.end() :], language),)))
    return capital(told) if _SAYS_FREE.search(unmarked(str(told))) else fill(words("fee.exemption"), text=told)


def _value(group: list[Fee], words: Words) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
    fee = group[0]
    if fee.valid_from or fee.valid_to:
        return _dated(group, words)
    if fee.status in ("amount", "free"):
        return (_price(fee, words),), ()
    return _unpriced(fee, words)


def _price(fee: Fee, words: Words) -> Said:
    return money(fee, words) if fee.status == "amount" and fee.amount is not None else said(words("fee.free"))


def _dated(group: list[Fee], words: Words) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
    """Each value with its dates, so that the page stays true when one of them has passed."""
    values: list[Said] = []
    for place, fee in enumerate(group):
        amount = _price(fee, words) if fee.status in ("amount", "free") else _unpriced(fee, words)[0][0]
        begins, ends = (day and date_text(day, words.language) for day in (fee.valid_from, fee.valid_to))
        if place > 0 and begins:
            amount = fill(words("fee.from_then"), date=begins, amount=amount)
            values.append(fill(words("fee.until"), amount=amount, date=ends) if ends else amount)
        elif ends:
            values.append(fill(words("fee.until_then" if place < len(group) - 1 else "fee.until"), amount=amount, date=ends))
        else:
            values.append(fill(words("fee.from"), amount=amount, date=begins or "") if begins else amount)
    first, last = group[0], group[-1]
    notes = [said(words("fee.since", date=date_text(first.valid_from, words.language)))] if first.valid_from and first.valid_to else []
    return tuple(values), (*notes, *([said(words("fee.after_unknown"))] if last.valid_to else []))


def _changes(group: list[Fee], values: tuple[Said, ...], words: Words) -> Dated:
    """The same in one line: of two rates that follow each other, what both are paid for is said once."""
    first, last = group[0], group[-1]
    if not (first.valid_from or first.valid_to):
        return UNDATED
    turns = [fee.valid_from for fee in group[1:] if fee.valid_from] + ([last.valid_to + timedelta(days=1)] if last.valid_to else [])
    days = tuple(date_text(day, words.language) for day in turns)
    follows = len(group) == 2 and first.valid_to and last.valid_from == first.valid_to + timedelta(days=1) and not last.valid_to
    if not follows or any(fee.status not in ("amount", "free") for fee in group):
        return Dated(join(" ", values), days)
    before = first.model_copy(update={"per": None}) if first.per == last.per else first
    until = date_text(first.valid_to, words.language)
    return Dated(fill(words("fee.then"), before=_price(before, words), date=until, after=small(_price(last, words))), days)


def _unpriced(fee: Fee, words: Words) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
    """A fee without an amount: who sets it, which text, or what the source says in words."""
    told = without_mark(phrase(fee.text, words.language))
    says_more = told and not _ONLY_REFERS.fullmatch(unmarked(str(told)))
    if fee.status == "by_regulation":
        if fee.set_by in ("provincial_council", "provincial_committee", "agency", "market"):
            return _set_elsewhere(fee, told if says_more else NOTHING, words)
        if fee.legal_basis:
            return (said(words("fee.by_text", law=", ".join(by_number(law, words) for law in fee.legal_basis))),), (said(words("fee.by_text_ask")), *([told] if says_more else []))
        if says_more:
            return _spoken(told, words, words("fee.by_text_ask"))
        return (said(words("fee.by_unnamed")),), (said(words("shared.only_refers")), said(words("fee.by_text_ask")))
    if says_more:
        quoted = fill(words("shared.source_says"), text=_without_end(told)) if len(told) <= QUOTED_LIMIT else told
        return _spoken(quoted, words, words("shared.ask_before"))
    if told:
        return (said(words("shared.not_stated")),), (said(words("shared.only_refers")), said(words("shared.ask_before")))
    return (said(words("shared.not_stated")),), (said(words("shared.ask_before")),)


def _without_end(told: Said) -> Said:
    ((text, language),) = told.pieces
    return Said(((text.rstrip(" .;"), language),))


def _set_elsewhere(fee: Fee, told: Said, words: Words) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
    """Who sets the rate; an author who has said it in a sentence is not said over again."""
    who_sets = words(f"fee.{fee.set_by}")
    first, rest = lead(told)
    opening = unmarked(who_sets).split(" ")[0]
    if first and len(first) <= BOLD_LIMIT and unmarked(str(first)).startswith(opening):
        return (first,), (rest,) if rest else ()
    resolutions = [law for law in fee.legal_basis if "HĐND" in law or "UBND" in law]
    if told and _ONLY_NAMES.fullmatch(unmarked(str(told))):
        told = NOTHING
    not_here = NOTHING if any(sign.isdigit() for sign in str(told)) else said(words("fee.not_here"))
    return (said(who_sets + ":"),), (join("; ", (*resolutions, told, not_here)),)


def _spoken(told: Said, words: Words, ask: str) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
    first, rest = lead(told, BOLD_LIMIT)
    # Whoever has written "ask" has asked.
    asks = () if _ASKS.search(unmarked(str(told))) else (said(ask),)
    if len(first) <= BOLD_LIMIT:
        return (capital(first),), ((rest, *asks) if rest else asks)
    return (said(words("shared.in_words")),), (capital(told), *asks)


def _doubts(rows: list[Row], fees: list[Fee], every: tuple[str, ...], words: Words) -> tuple[Said, ...]:
    """The one thing that an amount which stands alone leaves open: does it depend on the channel, is it for a copy or a file."""
    if len(rows) != 1 or fees[0].status != "amount" or rows[0].channels:
        return ()
    doubts = said(words("fee.no_per")) if all(fee.per is None for fee in fees) else NOTHING
    if len(every) < 2:
        return (capital(doubts),) if doubts else ()
    told = join(" ", (words("fee.any_channel"), join("", ("(", doubts, ")")) if doubts else NOTHING))
    return (capital(told),)


def _explained(procedure: Procedure, fees: list[Fee], words: Words) -> tuple[Said, ...]:
    """What an editor says beside an amount; the words of an imported row are its source's, and stand among the published ones."""
    if procedure.origin == "imported":
        return ()
    told = (phrase(fee.text, words.language) for fee in fees if fee.text and fee.status in ("amount", "free"))
    return tuple(dict.fromkeys(told))


def _payment(procedure: Procedure, words: Words) -> tuple[Said, ...]:
    payment = procedure.payment
    if not payment:
        return ()
    methods = [words(f"fee.{method}") for method in payment.methods if method != "not_stated"]
    lines: Iterable[Said] = (
        fill(words("fee.payment"), methods=words("shared.list").join(methods)) if methods else NOTHING,
        fill(words("fee.payment_when"), when=phrase(payment.when, words.language)) if payment.when else NOTHING,
    )
    return tuple(sentence(line) for line in lines if line)
