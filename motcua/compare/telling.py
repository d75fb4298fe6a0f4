"""Tells any change: what changed by its labels and names, what it was and what it is."""
from __future__ import annotations

from motcua.compare.change import Change
from motcua.compare.labels import Labels
from motcua.compare.names import Names
from motcua.compare.values import LIMIT, Values
from motcua.model import Component, Fee, Procedure, Record, Step, TimeRow
from motcua.text import Text, shorten

LONGEST = LIMIT * 2


class Telling:
    """Sentences in one language."""

    def __init__(self, labels: Labels, names: Names) -> None:
        self.labels, self.values = labels, Values(labels, names)

    def any(self, change: Change) -> str:
        """A change of a field of which nothing more is known than its label."""
        say, model, field = self.labels.sentence, type(change.holders[-1][1]), leaf(change)
        what = self.what(change)
        if change.kind in ("moved", "translated"):
            return say(change.kind, what=what, languages=self.languages(change))
        if isinstance(change.before, Text) and isinstance(change.after, Text) and change.kind == "changed":
            before, after = around(*self._phrases(change.before, change.after))
            return say("rewritten", what=what, before=before, after=after)
        sides = {side: shorten(self.values.of(model, field, getattr(change, side)), LONGEST) for side in ("before", "after")}
        if isinstance(change.at[-1], int):
            return say(change.kind, what=self.what(change, is_item=True), **sides)
        return say({"added": "set", "removed": "unset"}.get(change.kind, change.kind), what=what, **sides)

    def what(self, change: Change, *, is_item: bool = False) -> str:
        """What changed: the part of the record, the row of it, the field of that row; of an item of a list, the list it stands in."""
        top, model = type(change.holders[0][1]), type(change.holders[-1][1])
        where = self.where(change)
        is_listed = any(isinstance(place[-1], int) for place, _ in _placed(change))
        head = [] if is_listed else [(self.labels.item if is_item and len(change.holders) == 1 else self.labels.part)(top, change.part)]
        last = [(self.labels.item if is_item else self.labels.part)(model, leaf(change))] if len(change.holders) > 1 else []
        return ", ".join(dict.fromkeys((*head, *where, *last)))

    def where(self, change: Change) -> list[str]:
        """Each row and part that a change lies in, the outermost first; of a row inside one of its own kind, the innermost alone."""
        told: list[tuple[type[Record], str, str]] = []
        for place, (_, row) in _placed(change):
            label = self.labels.item if isinstance(place[-1], int) else self.labels.part
            name = self.row(row, place, change) if isinstance(place[-1], int) else ""
            if told and told[-1][0] is type(row):
                told[-1] = (*told[-1][:2], name or told[-1][2])
            elif len(place) > 1 and (name or isinstance(place[-1], str) or not told):
                told.append((type(row), label(_holder_of(change, place), _named(place)), name))
        return [f"{head} “{name}”" if name else head for _, head, name in told]

    def row(self, row: Record, place: tuple[str | int, ...], change: Change) -> str:
        """What a row of a list is called; a step without a title by its number, a fee and a time by what they depend on."""
        if isinstance(row, Step) and row.title is None:
            return self.labels.sentence("step", n=int(place[-1]) + 1)
        if isinstance(row, Fee):
            return self.fee(row, change)
        if isinstance(row, TimeRow):
            return " ".join(filter(None, self.values.depends(row, procedure_of(change))))
        return shorten(self.values.name(row), LIMIT)

    def fee(self, fee: Fee, change: Change) -> str:
        """What a fee is called: its kind, for whom and how one files."""
        words = self.labels.words
        kind = words(f"fee.kind_{fee.kind}") if fee.kind != "not_stated" else self.labels.part(Procedure, "fees")
        return self.with_depends(kind, fee, change)

    def with_depends(self, what: str, row: Fee | TimeRow, change: Change) -> str:
        """A name followed by that on which it depends."""
        by, rest = self.values.depends(row, procedure_of(change))
        return " ".join(filter(None, (what, by, f"({rest})" if rest else "")))

    def languages(self, change: Change) -> str:
        """The languages other than the first in which the two states differ."""
        pairs = zip(change.before, change.after, strict=True) if change.fields else ((change.before, change.after),)
        texts = [pair for pair in pairs if isinstance(pair[0], Text) and isinstance(pair[1], Text)]
        found = (name for pair in texts for text in pair for name, _ in text.items() if pair[0].words(name) != pair[1].words(name))
        return ", ".join(map(self.labels.language_name, dict.fromkeys(found)))

    def _phrases(self, before: Text, after: Text) -> tuple[str, str]:
        """Two phrases in the reader's language, or in the first where the reader's own did not change."""
        mine = before.words(self.labels.language), after.words(self.labels.language)
        return mine if all(mine) and mine[0] != mine[1] else (before.vi, after.vi)


def leaf(change: Change) -> str:
    """The name of the field that differs."""
    return next(str(step) for step in reversed(change.at) if isinstance(step, str))


def procedure_of(change: Change) -> Procedure | None:
    """The procedure in which something differs, as it is now."""
    top = change.holders[0][1]
    return top if isinstance(top, Procedure) else None


def paper_group(change: Change) -> Component | None:
    """The group that a paper of a dossier lies in."""
    holder = change.holders[-1][1]
    return holder if isinstance(holder, Component) else None


def around(before: str, after: str) -> tuple[str, str]:
    """Two wordings cut to where they differ, with a few words before and after it."""
    old, new = before.split(), after.split()
    start = next((n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new)))
    left = min(len(old), len(new)) - start
    end = next((n for n in range(left) if old[-1 - n] != new[-1 - n]), left)
    return _cut(old, start, end), _cut(new, start, end)


def _cut(words: list[str], start: int, end: int, beside: int = 4) -> str:
    first, last = max(start - beside, 0), len(words) - max(end - beside, 0)
    shown = shorten(" ".join(words[first:last]), LONGEST)
    return ("… " if first else "") + shown + (" …" if last < len(words) and not shown.endswith("…") else "")


def _placed(change: Change) -> list[tuple[tuple[str | int, ...], tuple[Record, Record]]]:
    """Each record around a change but the outermost, with the path that leads to it."""
    found, depth = [], 0
    for pair in change.holders[1:]:
        # One step leads to a part, two to a row of a list.
        depth += 1 + (depth + 1 < len(change.at) and isinstance(change.at[depth + 1], int))
        found.append((change.at[:depth], pair))
    return found


def _named(place: tuple[str | int, ...]) -> str:
    """The field by which a place is reached."""
    return str(place[-2] if isinstance(place[-1], int) else place[-1])


def _holder_of(change: Change, place: tuple[str | int, ...]) -> type[Record]:
    """The model that has the field by which a place is reached."""
    size = len(place) - (1 + isinstance(place[-1], int))
    return next((type(row) for at, (_, row) in _placed(change) if len(at) == size), type(change.holders[0][1]))
