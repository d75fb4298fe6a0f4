"""Time limits in words: how long, from when, how much sooner than the law allows, and what the source leaves open."""
from __future__ import annotations

from decimal import Decimal

from motcua import text
from motcua.interface import Words
from motcua.model import Duration, Procedure, ProcessingTime, TimeRow
from motcua.say.marks import Marks
from motcua.say.phrase import NOTHING, Said, capital, fill, join, lead, phrase, said, small
from motcua.say.rows import (
    CHANNELS, Answer, Entry, Row, channels_of, entries, holds_for, merged, not_stated, specific, who,
)
from motcua.say.unsettled import settled

BOLD_LIMIT = 70
NO_TIME = Duration(unit="not_stated")
VALUE_FIELDS = ("statutory", "committed", "condition", "name", "cases", "channels")


def duration(time: Duration, words: Words, *, short: bool = False) -> str:
    """A length of time with its unit; `short` leaves out what kind of day it is, beside a value that has said it."""
    if time.unit == "same_day":
        return words("time.same_day")
    if time.value is None and time.up_to is None:
        return words("shared.not_stated")
    if time.unit == "not_stated":
        return words("time.no_unit", n=_digits(time, words))
    key = f"time.short_{time.unit}" if short and f"time.short_{time.unit}" in words else f"time.{time.unit}"
    told = words.count(key, _digits(time, words), is_one=1 in (time.value, time.up_to) and None in (time.value, time.up_to))
    return words("time.at_most", time=told) if time.value is None else told


def _digits(time: Duration, words: Words) -> str:
    if time.value is None:
        return number(time.up_to, words)
    low = number(time.value, words)
    return words("time.between", low=low, high=number(time.up_to, words)) if time.up_to is not None else low


def number(value: Decimal, words: Words) -> str:
    """A number as this language writes it, without idle zeros."""
    return text.number(value.to_integral_value() if value == value.to_integral_value() else value.normalize(), words.language)


def time_answer(procedure: Procedure, words: Words, case: str = "") -> Answer:
    """How long it takes: for the case, or for every case when none is chosen."""
    time = procedure.processing_time
    if time is None or not (time.rows or time.text):
        return not_stated(words, "ask_when_filing")
    if not time.rows:
        spoken = _spoken(Row((), (), NOTHING, NOTHING, ()), phrase(time.text, words.language), words)
        return Answer(entries([spoken], (), (), words, others=False), _clock(time, words, Marks.of(procedure)))
    every = channels_of(time.rows, (method.channel for method in procedure.submission_methods))
    marks = Marks.of(procedure)
    numbered = [(n, row) for n, row in enumerate(time.rows) if row.combines != "stage" and holds_for(row, case)]
    wholes = [row for _, row in numbered]
    said_rows = [_row(row, words, marks.touch(f"processing_time.rows[{n}]", *VALUE_FIELDS)) for n, row in numbered]
    rows = merged(specific(said_rows, case), every)
    rows = settled(rows, every, words)
    stages = [row for row in time.rows if row.combines == "stage" and holds_for(row, case)]
    # Within the day there is no clock to watch.
    same_day = all((row.committed or row.statutory or NO_TIME).unit == "same_day" for row in wholes)
    clock = () if same_day else _clock(time, words, marks)
    if not rows:
        clock = _clock(time, words, marks)
        return _of_stages(stages, words, marks.touch("processing_time.rows"))._replace(notes=clock, more=_more(time, words))
    added = [row for row in stages if row.channels and len(row.channels) < len(every)]
    steps = [row for row in stages if row not in added]
    shown = entries(rows, procedure.cases, every, words, others=False)
    explained = () if procedure.origin == "imported" else dict.fromkeys(phrase(row.text, words.language) for row in wholes if row.text and _is_typed(row))
    notes = (*(_added(row, words) for row in added), *clock, *_exceeding(steps, wholes, words))
    if len(shown) == 1:
        shown = (shown[0]._replace(beside=join(" · ", (shown[0].beside, _elsewhere(procedure, case, words)))),)
    return Answer(shown, notes, (*explained, *_stage_lines(steps, words), *_more(time, words)))


def _row(row: TimeRow, words: Words, is_illustrative: bool) -> Row:
    language = words.language
    head = join(", ", (phrase(row.name, language), who(row, words)))
    condition = phrase(row.condition, language)
    bare = Row(row.cases, row.channels, head, condition, (), (), row.combines == "not_stated", is_illustrative)
    shown = row.committed or row.statutory
    if not _is_typed(row):
        return _spoken(bare, phrase(row.text, language), words)
    if shown.unit == "not_stated":
        bare_number = said(f'"{_digits(shown, words)}"')
        return bare._replace(values=(said(duration(shown, words)),), notes=(said(words("time.no_unit_rest")),), short=bare_number)
    return bare._replace(values=(capital(duration(shown, words)),), beside=_against_the_law(row, words),
                         short=said(duration(shown, words, short=True)))


def _is_typed(row: TimeRow) -> bool:
    time = row.committed or row.statutory
    return time is not None and not (time.value is None and time.up_to is None and time.unit != "same_day")


def _spoken(row: Row, line: Said, words: Words) -> Row:
    """A row that the source gives in words alone."""
    if not line:
        return row._replace(values=(said(words("shared.not_stated")),), notes=(said(words("shared.ask_when_filing")), *row.notes))
    if row.condition and text.unmarked(str(row.condition)) in text.unmarked(str(line)):
        row = row._replace(condition=NOTHING)
    first, rest = lead(line, BOLD_LIMIT)
    if len(first) <= BOLD_LIMIT:
        return row._replace(values=(capital(first),), notes=((rest, *row.notes) if rest else row.notes))
    return row._replace(values=(said(words("shared.in_words")),), notes=(capital(line), *row.notes))


def _against_the_law(row: TimeRow, words: Words) -> Said:
    """What the law allows beside what is promised; days are taken from days of the same kind only."""
    law, here = row.statutory, row.committed
    if law is None or here is None or law == here:
        return NOTHING
    if law.unit != here.unit or None in (law.value, here.value) or law.up_to or here.up_to:
        return fill(words("time.sooner_other_unit"), law=small(duration(law, words)))
    if here.value > law.value:
        return said(words("time.later", law=duration(law, words, short=True)))
    less = Duration(value=law.value - here.value, unit=law.unit)
    share = words("shared.percent", n=number(round(less.value * 100 / law.value, 1), words))
    return said(words("time.sooner", law=duration(law, words, short=True), less=duration(less, words, short=True), percent=share))


def _clock(time: ProcessingTime, words: Words, marks: Marks) -> tuple[Said, ...]:
    """From when the clock runs and what it does not count."""
    start = fill(words("time.clock"), start=_start(time, words)) if time.clock_start else NOTHING
    idle = join("; ", (fill(words("time.not_counted"), what=small(phrase(each, words.language))) for each in time.not_counted))
    if idle and marks.touch("processing_time.not_counted"):
        idle = idle + ", " + words("shared.illustrative")
    told = join(" ", (start, said("(") + idle + ")")) if start and idle else start or idle
    return (capital(told),) if told else ()


def _start(time: ProcessingTime, words: Words) -> Said:
    """The author's words without the "from" that the sentence has already."""
    line = small(phrase(time.clock_start, words.language))
    (first, language), *rest = line.pieces
    for opening in ("kể từ khi ", "kể từ ngày ", "từ khi ", "kể từ ", "khi ", "from "):
        if first.startswith(opening):
            return Said(((first[len(opening):], language), *rest))
    return line


def _elsewhere(procedure: Procedure, case: str, words: Words) -> Said:
    """For a chosen case: what the other cases take, where they all agree on one other value."""
    if not case:
        return NOTHING
    others = [row for row in procedure.processing_time.rows if row.cases and case not in row.cases and row.combines != "stage"]
    shown = {duration(time, words) for row in others if (time := row.committed or row.statutory) and time.unit != "not_stated"}
    mine = {row.committed or row.statutory for row in procedure.processing_time.rows if case in row.cases}
    if len(shown) != 1 or len(mine) != 1 or shown == {duration(time, words) for time in mine if time}:
        return NOTHING
    return fill(words("cases.others_value"), value=small(shown.pop()))


def _sum(stages: list[TimeRow]) -> Duration | None:
    times = [row.committed or row.statutory for row in stages]
    if not times or any(time is None or time.value is None or time.up_to for time in times) or len({time.unit for time in times}) > 1:
        return None
    return Duration(value=sum((time.value for time in times), Decimal()), unit=times[0].unit)


def _of_stages(stages: list[TimeRow], words: Words, is_illustrative: bool) -> Answer:
    """Stages that come one after the other: their sum, made up of them."""
    whole = _sum(stages)
    times = [duration(time, words) for row in stages if (time := row.committed or row.statutory)]
    if not times:
        return not_stated(words, "ask_when_filing")
    value = said(duration(whole, words)) if whole else said(" + ".join(times))
    parts = fill(words("time.stages"), list=join("; ", (_stage(row, words) for row in stages))) if len(stages) > 1 else _stage(stages[0], words)
    return Answer((Entry(NOTHING, NOTHING, (value,), (parts,), is_illustrative),))


def _stage(row: TimeRow, words: Words) -> Said:
    time = row.committed or row.statutory
    value = said(duration(time, words)) if time else phrase(row.text, words.language)
    return join(" ", (small(phrase(row.name or row.condition, words.language)), value))


def _added(row: TimeRow, words: Words) -> Said:
    """A stage that only one way of applying adds."""
    who_adds = join(words("shared.list"), (words(f"channel.{channel}") for channel in CHANNELS if channel in row.channels))
    time = row.committed or row.statutory
    value = duration(time, words) if time else phrase(row.text, words.language)
    return fill(words("time.added"), who=capital(who_adds), time=value, name=small(phrase(row.name or row.condition, words.language)))


def _stage_lines(stages: list[TimeRow], words: Words) -> tuple[Said, ...]:
    if not stages:
        return ()
    return (said(words("time.stages_label") + ": ") + join(" · ", (_stage(row, words) for row in stages)),)


def _exceeding(stages: list[TimeRow], wholes: list[TimeRow], words: Words) -> tuple[Said, ...]:
    """The warning that the steps do not fit into a time limit given for the whole."""
    total = _sum(stages)
    limits = [time for row in wholes if (time := row.committed or row.statutory)]
    if total and any(limit.unit == total.unit and limit.value is not None and limit.value < total.value for limit in limits):
        return (said("(!) " + words("time.stages_exceed", sum=duration(total, words, short=True))),)
    return ()


def _more(time: ProcessingTime, words: Words) -> tuple[Said, ...]:
    lines = []
    for extension in time.extensions:
        told = small(phrase(extension.text, words.language))
        by = extension.by and duration(extension.by, words)
        # The author's sentence usually holds the number; it is not said twice.
        key = "time.extension" if by and by not in str(told) else "time.extension_text"
        lines.append(fill(words(key), by=by or "", text=told))
    return tuple(lines) + ((phrase(time.text, words.language),) if time.text and time.rows else ())


def file_within(procedure: Procedure, words: Words) -> Answer | None:
    """The applicant's own deadline, where the law sets one."""
    deadline = procedure.processing_time and procedure.processing_time.file_within
    if not deadline:
        return None
    told = phrase(deadline.text, words.language)
    is_illustrative = Marks.of(procedure).touch("processing_time.file_within")
    if deadline.within is None:
        return Answer((Entry(NOTHING, NOTHING, (told,), (), is_illustrative),))
    return Answer((Entry(NOTHING, NOTHING, (capital(duration(deadline.within, words)),), (told,), is_illustrative),))
