"""Tells the changes that citizens ask for in their own words: time, fees, papers, laws that ended."""
from __future__ import annotations

from decimal import Decimal

from motcua.compare.change import Change
from motcua.compare.telling import Telling, paper_group, procedure_of
from motcua.model import Component, Duration, Fee, TimeRow
from motcua.say import small
from motcua.say.durations import number
from motcua.say.papers import counts


def time_limit(telling: Telling, change: Change) -> str:
    """What a time limit is called; beside a promise, the law's own limit says that it is that."""
    row, labels = change.holders[-1][1], telling.labels
    is_beside = change.at[-1] == "statutory" and row.committed is not None
    return telling.with_depends(labels.part(TimeRow, "statutory") if is_beside else labels.item(type(change.holders[-2][1]), "rows"), row, change)


def charge(telling: Telling, change: Change) -> str:
    """What a fee is called."""
    return telling.fee(change.holders[-1][1], change)


def paper(telling: Telling, change: Change) -> str:
    """What the paper is called of which another number is asked for."""
    return telling.what(change).rpartition(", ")[0]


def time(telling: Telling, change: Change) -> str:
    """A time limit, shorter or longer, and by how much."""
    before, after, labels = change.before, change.after, telling.labels
    what = time_limit(telling, change)
    told = {side: str(small(telling.values.of(TimeRow, "", getattr(change, side)))) for side in ("before", "after")}
    if not (isinstance(before, Duration) and isinstance(after, Duration)):
        return labels.sentence("set" if before is None else "unset", what=what, **told)
    if before.unit != after.unit or None in (before.value, after.value) or before.up_to or after.up_to:
        return labels.sentence("became", what=what, **told)
    kind = "less" if after.value < before.value else "more"
    told["before"] = number(before.value, labels.words)
    if not before.value:
        return labels.sentence(kind, what=what, **told)
    share = number(Decimal(round(abs(after.value - before.value) * 100 / before.value, 1)), labels.words)
    return labels.sentence(f"{kind}_by", what=what, percent=labels.words("shared.percent", n=share), **told)


def price(telling: Telling, change: Change) -> str:
    """A fee, dearer or cheaper."""
    before, after = change.holders[-1]
    what, procedure = charge(telling, change), procedure_of(change)
    if change.kind == "translated":
        return telling.labels.sentence("translated", what=what, languages=telling.languages(change))
    old, new = (telling.values.price(fee, procedure) for fee in (before, after))
    others = [name for name in change.fields if name != "amount" and getattr(before, name) != getattr(after, name)]
    if others or before.amount is None or after.amount is None or old == new:
        return telling.labels.sentence("became", what=what, before=_or_dates(old, new, before), after=_or_dates(new, old, after))
    # The currency is said once, as in speech, where nothing else stands beside the number.
    is_bare = before.per is None and not (before.valid_from or before.valid_to)
    kind = "less" if after.amount < before.amount else "more"
    return telling.labels.sentence(kind, what=what, before=number(before.amount, telling.labels.words) if is_bare else old, after=new)


def _or_dates(told: str, other: str, fee: Fee) -> str:
    """The price; where the pages say it alike before and after, with all that it was written with."""
    if told != other:
        return str(small(told))
    parts = (fee.status, fee.amount, fee.currency, fee.per and fee.per.vi, fee.valid_from, fee.valid_to)
    return " · ".join(str(part) for part in parts if part is not None)


def fee_row(telling: Telling, change: Change) -> str:
    """A charge that is new, or no longer there."""
    if change.kind not in ("added", "removed"):
        return telling.any(change)
    fee = change.after if change.kind == "added" else change.before
    line = f"{telling.fee(fee, change)}: {small(telling.values.price(fee, procedure_of(change)))}"
    return telling.labels.sentence(f"fee_{change.kind}", before=line, after=line)


def paper_row(telling: Telling, change: Change) -> str:
    """A paper that is new, or no longer asked for."""
    if change.kind not in ("added", "removed"):
        return telling.any(change)
    group = paper_group(change)
    names = {side: telling.values.paper(row) if (row := getattr(change, side)) else "" for side in ("before", "after")}
    inside = ("_to" if change.kind == "added" else "_from") if group else ""
    return telling.labels.sentence(f"paper_{change.kind}{inside}", group=telling.values.name(group) if group else "", **names)


def paper_counts(telling: Telling, change: Change) -> str:
    """How many of a paper are asked for."""
    labels, what = telling.labels, paper(telling, change)
    before, after = (str(counts(row, labels.words)) or labels.sentence("nothing") for row in change.holders[-1])
    if before != after:
        return labels.sentence("became", what=what, before=before, after=after)
    # Pages do not tell a zero from what is not stated; the change is told all the same.
    sides = ((name, *pair) for name, *pair in zip(change.fields, change.before, change.after, strict=True) if pair[0] != pair[1])
    return "; ".join(labels.sentence("became", what=f"{what}, {labels.part(Component, name)}", before=telling.values.of(Component, name, old),
                                     after=telling.values.of(Component, name, new)) for name, old, new in sides)


def law_state(telling: Telling, change: Change) -> str:
    """A law that is no longer in force."""
    law = change.holders[-1][1]
    if change.after != "expired":
        return telling.any(change)
    name = telling.values.name(law)
    return telling.labels.sentence("law_expired_replaced" if law.replaced_by else "law_expired", law=name, by=law.replaced_by)
