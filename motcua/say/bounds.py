"""What a fee never goes below or above, and what is taken off it, in words."""
from __future__ import annotations

from decimal import Decimal

from motcua.interface import Words
from motcua.model import Fee, Procedure
from motcua.model.amounts import Reduction
from motcua.say.amounts import money
from motcua.say.durations import number
from motcua.say.phrase import Said, fill, join, phrase, said
from motcua.text import date_text


def bounds(fee: Fee, procedure: Procedure, words: Words) -> list[Said]:
    """The least and the most that one of what is counted costs, and each reduction with its reason and its days."""
    per = next((question.counts for question in procedure.fee_questions if question.id == fee.times), None)
    found = [(key, getattr(fee, key)) for key in ("at_least", "at_most") if getattr(fee, key) is not None]
    told = [fill(words(f"fee.{key}"), amount=money(fee.model_copy(update={"amount": amount, "per": per}), words)) for key, amount in found]
    return [*told, *(_reduction(each, words) for each in fee.reductions)]


def _reduction(each: Reduction, words: Words) -> Said:
    percent = words("shared.percent", n=number(Decimal(each.percent), words))
    days = (said(words(f"fee.less_{key}", date=date_text(day, words.language))) for key, day in (("from", each.valid_from), ("to", each.valid_to)) if day)
    return join(", ", (fill(words("fee.less"), percent=percent, text=phrase(each.text, words.language)), join(" ", days)))
