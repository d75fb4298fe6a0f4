"""Time limits in words: how long, from when, how much sooner than the law allows, and what the source leaves open."""
from __future__ import annotations

from motcua import text
from motcua.interface import Words
from motcua.model import Duration, Procedure, ProcessingTime, TimeRow
from motcua.remembered import of_record
from motcua.say import stages
from motcua.say.durations import duration, number, quoted
from motcua.say.marks import Marks
from motcua.say.phrase import NOTHING, Said, capital, fill, join, lead, phrase, said, small, without_mark
from motcua.say.rows import Answer, Entry, Row, channels_of, entries, holds_for, merged, not_stated, specific, who
from motcua.say.unsettled import settled

BOLD_LIMIT = 70
VALUE_FIELDS = ("statutory", "committed", "condition", "name", "cases", "channels")


@of_record
def time_answer(procedure: Procedure, words: Words, case: str = "") -> Answer:
    """How long it takes: for the case, or for every case when none is chosen."""
    time = procedure.processing_time
    if time is None or not (time.rows or time.text):
        return not_stated(words, "ask_when_filing")
    marks = Marks.of(procedure)
    clock = clock_lines(time, words, marks)
    if not time.rows:
        spoken = _spoken(Row((), (), NOTHING, NOTHING, ()), phrase(time.text, words.language), words)
        return Answer(entries([spoken], (), (), words, others=False), clock)
    every = channels_of(time.rows, (method.channel for method in procedure.submission_methods))
    parts = stages.Stages(procedure, words, case, every)
    wholes = [(n, row) for n, row in enumerate(time.rows) if row.combines != "stage" and holds_for(row, case)]
    if not wholes:
        shown = parts.as_answer(marks.touch("processing_time.rows"))
        return Answer(shown, clock, _more(time, words)) if shown else not_stated(words, "ask_when_filing")
    shown = _shown(wholes, procedure, every, words, case)
    # Within the day there is no clock to watch.
    if all(row.statutory and row.statutory.unit == "same_day" for _, row in wholes):
        clock = ()
    told = _explained([row for _, row in wholes], procedure, words)
    return Answer(shown, (*parts.added(), *clock, *parts.exceeding()), (*told, *parts.lines(), *_more(time, words)))


def _shown(wholes: list[tuple[int, TimeRow]], procedure: Procedure, every: tuple[str, ...], words: Words, case: str) -> tuple[Entry, ...]:
    """The rows that give the whole time, told once each; beside an only one stands what other cases take."""
    marks = Marks.of(procedure)
    rows = [_row(row, words, marks.touch(f"processing_time.rows[{n}]", *VALUE_FIELDS)) for n, row in wholes]
    # Where all say the same number, what the source says of each adds nothing to it.
    if len({row.values for row in rows}) == 1:
        rows = [row._replace(told=NOTHING) for row in rows]
    shown = entries(settled(merged(specific(rows, case), every), every, words), procedure.cases, every, words, others=False)
    if len(shown) > 1:
        return shown
    return (shown[0]._replace(beside=join(" · ", (shown[0].beside, _elsewhere(procedure, case, words)))),)


def _explained(rows: list[TimeRow], procedure: Procedure, words: Words) -> tuple[Said, ...]:
    """What an editor says beside a number; the words of an imported row are its source's, and stand among the published ones."""
    if procedure.origin == "imported":
        return ()
    # The words of a row that nobody explains stand under its number already.
    told = (row.text for row in rows if row.text and _is_typed(row) and row.combines != "not_stated")
    return tuple(dict.fromkeys(phrase(text, words.language) for text in told))


def _row(row: TimeRow, words: Words, is_illustrative: bool) -> Row:
    language = words.language
    head = join(", ", (phrase(row.name, language), who(row, words)))
    condition = phrase(row.condition, language)
    bare = Row(row.cases, row.channels, head, condition, (), (), row.combines == "not_stated", is_illustrative)
    if bare.is_unsure and _is_typed(row):
        bare = bare._replace(told=capital(without_mark(phrase(row.text, language))))
    shown = row.committed or row.statutory
    if not _is_typed(row):
        return _spoken(bare, phrase(row.text, language), words)
    if shown.unit == "not_stated":
        return bare._replace(values=(said(duration(shown, words)),), notes=(said(words("time.no_unit_rest")),), short=said(quoted(shown, words)))
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


def clock_lines(time: ProcessingTime, words: Words, marks: Marks) -> tuple[Said, ...]:
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


def extension_lines(time: ProcessingTime, words: Words) -> tuple[Said, ...]:
    """What may lengthen the time."""
    lines = []
    for extension in time.extensions:
        told = small(phrase(extension.text, words.language))
        by = extension.by and duration(extension.by, words)
        # The author's sentence usually holds the number; it is not said twice.
        key = "time.extension" if by and by not in str(told) else "time.extension_text"
        lines.append(fill(words(key), by=by or "", text=told))
    return tuple(lines)


def _more(time: ProcessingTime, words: Words) -> tuple[Said, ...]:
    return extension_lines(time, words) + ((phrase(time.text, words.language),) if time.text and time.rows else ())


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
