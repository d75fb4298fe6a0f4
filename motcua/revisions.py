"""Two states of one catalogue: every record that differs, read on both sides, and the names of those that do not."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from motcua import files, verdict
from motcua.compare import Names
from motcua.history import Changed
from motcua.judge import judge
from motcua.model import Decision, Form, Procedure, Record
from motcua.problem import Finding, Problem
from motcua.rules import signature
from motcua.sides import MODELS, Folder, Side

_BY_ID = ("department", "decision")


class Pair(NamedTuple):
    """One record that differs; a side on which it is absent is None. `blanks` are the files of a form with other contents, `new_blanks` those under a new name
    with contents that it did not have before."""

    kind: str
    id: str
    before: Side | None
    after: Side | None
    blanks: tuple[str, ...] = ()
    new_blanks: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The file that an editor would open."""
        return (self.after or self.before).file

    @property
    def records(self) -> tuple[Any, Any]:
        """The record before and after; None where it is absent or cannot be read."""
        return self.before and self.before.record, self.after and self.after.record

    @property
    def is_unread(self) -> bool:
        """Whether a side that is there cannot be read."""
        return any(side is not None and side.record is None for side in (self.before, self.after))


class Between:
    """What differs between a revision and another, or the disk where `until` is empty. NoHistory where git cannot tell."""

    def __init__(self, catalogue_dir: Path, forms_dir: Path, since: str, until: str = "") -> None:
        self.catalogue_dir, self.since, self.until = catalogue_dir, since, until
        self._catalogue = Folder(catalogue_dir, since, until, catalogue_dir)
        self._forms = Folder(forms_dir, since, until, catalogue_dir)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every record that differs: procedures by code first, then the others by kind and id."""
        found = [*self._paired(self._catalogue), *self._blanks(self._paired(self._forms))]
        return tuple(sorted(found, key=lambda pair: (pair.kind != "procedure", pair.kind, pair.id)))

    @cached_property
    def names(self) -> Names:
        """The names of records, those that differ and those that do not, as they are on the newer side."""
        changed = {(pair.kind, pair.id): record for pair in self.pairs for record in pair.records if record is not None}
        return Names(lambda kind, identity: changed.get((kind, identity)) or self._find(kind, identity))

    def of_kind(self, kind: str) -> Iterator[Pair]:
        """The records of one kind that differ."""
        return (pair for pair in self.pairs if pair.kind == kind)

    @cached_property
    def decisions(self) -> dict[str, tuple[Decision | None, Decision | None]]:
        """The decisions that differ, before and after, by their ids."""
        return {pair.id: pair.records for pair in self.of_kind("decision")}

    def users(self, form: Pair) -> tuple[signature.Revised, ...]:
        """The procedures that name a form on the newer side, or named one that is gone; those that cannot be read name nothing."""
        if form.after is None:
            return tuple(each for each in self._revised.values() if each.before and form.id in _forms_of(each.before))
        return tuple(self._revised.get(side.record.code) or signature.Revised(side.file, side.record, side.record) for side in self._naming.get(form.id, ()))

    def signing(self, form: Pair) -> frozenset[str]:
        """The decisions by which a form differs: each of them signs every procedure that asks for it, drafts left out."""
        published = [each for each in self.users(form) if each.after is None or each.after.status != "draft"]
        signed = [frozenset(signature.signed_by(each, self.decisions)) for each in published]
        return frozenset.intersection(*signed) if signed else frozenset()

    @cached_property
    def _revised(self) -> dict[str, signature.Revised]:
        """The procedures that differ, by their codes; those that cannot be read have none."""
        return {pair.id: signature.Revised(pair.file, *pair.records, pair.is_unread) for pair in self.of_kind("procedure")}

    def _paired(self, folder: Folder) -> Iterator[Pair]:
        sides: dict[tuple[str, str], dict[str, Side]] = {}
        for each in folder.changed:
            kind = _kind_of(each.below, folder is self._forms)
            for when in ("before", "after"):
                if getattr(each, when):
                    side = folder.side(each, when, kind)
                    sides.setdefault((kind, _identity(kind, side, each.below)), {})[when] = side
        for (kind, identity), held in sides.items():
            yield Pair(kind, identity, held.get("before"), held.get("after"))

    def _blanks(self, pairs: Iterator[Pair]) -> Iterator[Pair]:
        """The forms that differ: by their description, by the file that it describes, or by both."""
        described = {pair.id: pair for pair in pairs if pair.kind == "form"}
        blanks: dict[str, list[Changed]] = {}
        for each in self._forms.changed:
            if not each.below.endswith(".yml") and (form := self._described_by(each.below)):
                blanks.setdefault(form, []).append(each)
        for form in dict.fromkeys((*described, *blanks)):
            pair = described.get(form)
            if pair is None:
                side = self._forms.newest(f"{form}.yml", "form")
                pair = Pair("form", form, side, side)
            # A new form has a new file, which is no news.
            is_known = pair.before is not None and pair.after is not None
            yield self._with_blanks(pair, blanks.get(form, ())) if is_known else pair

    def _with_blanks(self, pair: Pair, files: Iterable[Changed]) -> Pair:
        folder, before = pair.id.rpartition("/")[0], pair.before.record
        held = [f"{folder}/{file}" for _, file, _ in before.files()] if isinstance(before, Form) else []
        new = [each.below for each in files if not each.before and not self._forms.says_what_was_said(each, held)]
        return pair._replace(blanks=tuple(each.below for each in files if each.before), new_blanks=tuple(new))

    def _described_by(self, below: str) -> str:
        """The form whose description names a file; the likeliest description is asked first."""
        folder, _, name = below.rpartition("/")
        likely = f"{below.rpartition('.')[0]}.yml"
        for description in sorted(self._forms.newest_names(folder), key=lambda each: each != likely):
            side = self._forms.newest(description, "form")
            if side and isinstance(side.record, Form) and any(file == name for _, file, _ in side.record.files()):
                return description.removesuffix(".yml")
        return ""

    @cached_property
    def _naming(self) -> dict[str, list[Side]]:
        """The procedures by the forms that they name, among those forms that differ."""
        wanted = {pair.id.encode(): pair.id for pair in self.of_kind("form")}
        found: dict[str, list[Side]] = {}
        for below, data in self._catalogue.newest_contents("procedures/") if wanted else ():
            held = [form for written, form in wanted.items() if written in data]
            side = held and self._catalogue.side_of(data, below, "procedure")
            for form in held:
                if side.record is not None and form in _forms_of(side.record):
                    found.setdefault(form, []).append(side)
        return found

    def _find(self, kind: str, identity: str) -> Record | None:
        if kind in _BY_ID:
            return self._catalogue.record(f"{kind}s/{identity}.yml", kind)
        if kind == "form":
            return self._forms.record(f"{identity}.yml", kind)
        if kind == "procedure":
            below = next((name for name in self._catalogue.newest_names("procedures", deep=True) if name.endswith(f"/{identity}.yml")), "")
            return self._catalogue.record(below, kind) if below else None
        listed = self._catalogue.record(f"{kind}s.yml", f"{kind}s")
        return next((each for each in getattr(listed, f"{kind}s", ()) if identity in (getattr(each, "number", ""), getattr(each, "id", ""))), None)


def unsigned(between: Between) -> list[Problem]:
    """What changed without a decision although only a decision may change it, at its file and line."""
    revised = [signature.Revised(pair.file, *pair.records, pair.is_unread) for pair in between.of_kind("procedure")]
    forms = [
        signature.RevisedForm(pair.file, *pair.records, any(not is_template(blank, pair) for blank in (*pair.blanks, *pair.new_blanks)), between.users(pair))
        for pair in between.of_kind("form")
    ]
    reads = {pair.file: side.read for pair in between.pairs if (side := pair.after or pair.before)}
    found: dict[str, list[Finding]] = {}
    for file, finding in signature.findings(revised, between.decisions, forms):
        found.setdefault(file, []).append(finding)
    return [problem for file, findings in found.items() for problem in verdict.at_their_lines(reads[file], findings)]


def is_template(blank: str, pair: Pair) -> bool:
    """Whether a file is what the form's page fills: its tags are the editors' own, and no citizen is given it."""
    fills = {record.fill.template for record in pair.records if isinstance(record, Form) and record.fill}
    return blank.rpartition("/")[2] in fills


def unreadable(between: Between) -> list[Problem]:
    """Why a file that differs cannot be read as a record on the newer side: what it says can have no signature."""
    unread = ((pair.kind, pair.after.read) for pair in between.pairs if pair.kind in MODELS and pair.after and pair.after.record is None)
    return [problem for kind, read in unread for problem in (*read.problems, *(judge(MODELS[kind], read)[1] if read.values is not None else ()))]


def _kind_of(below: str, is_form: bool) -> str:
    if is_form:
        return "form" if below.endswith(".yml") and below.count("/") == 1 else "blank"
    return files.kind_of(below)


def _identity(kind: str, side: Side, below: str) -> str:
    """What a record is known by, whatever its file is called; a file that cannot be read is known by its name."""
    if isinstance(side.record, Procedure):
        return side.record.code
    if kind == "procedure" or kind in _BY_ID:
        return getattr(side.record, "id", "") or below.rpartition("/")[2].removesuffix(".yml")
    return below.removesuffix(".yml")


def _forms_of(procedure: Procedure) -> set[str]:
    """Every form that a procedure names."""
    waiting = list(procedure.dossier.components if procedure.dossier else ())
    found = set(procedure.forms)
    while waiting:
        component = waiting.pop()
        found.update({component.form} - {None})
        waiting += component.of
    return found
