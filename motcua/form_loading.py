"""Form files as a load takes them in: each file that a description names is read, inspected and compared once for as long as it stays the same."""
from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from motcua import blanks, derived, files, source
from motcua.catalogue import ChangedWhileBuilding, Derived, FormFile, LoadedForm
from motcua.inspect import MOST_BYTES
from motcua.inspect.finding import Finding as Inspected
from motcua.inspect.finding import Stop
from motcua.model import Form
from motcua.open import read_regular
from motcua.parse_cache import ParseCache
from motcua.problem import Problem
from motcua.refusal import Refused


class FormFiles:
    """The files of the forms of one catalogue; what is wrong with them is added to `problems`."""

    def __init__(self, cache: ParseCache, problems: list[Problem]) -> None:
        self.cache, self.problems = cache, problems

    def load(self, found: files.Found, name: str, form: Form) -> LoadedForm | None:
        """The form with its files; None where one of them is refused, which is told."""
        held = {at: self.form_file(found, name, at, wanted) for at, wanted, _ in form.files()}
        if None in held.values():
            return None
        earlier = tuple(held.get(("earlier", number, "file")) for number in range(len(form.earlier)))
        made = {at: self.derived_of(found, name, at, file) for at, file in held.items() if file and at[0] != "fill"}
        earlier_made = tuple(made.get(("earlier", number, "file"), Derived()) for number in range(len(form.earlier)))
        template = held.get(("fill", "template"))
        return LoadedForm(found.below.removesuffix(".yml"), form, held["file",], earlier, template, made["file",], earlier_made,
                          *self.content_of(template), self.apart(held["file",], template))

    def form_file(self, found: files.Found, name: str, at: tuple[str | int, ...], wanted: str) -> FormFile | None:
        """The blank that a description names at a field; None where it is refused, which is told."""
        path = found.path.parent / wanted
        try:
            data = read_regular(path, MOST_BYTES)
        except Refused as refused:
            self.problems.append(source.read(found.path, name).problem("form_has_its_file", at, found=wanted, why=refused.rule))
            return None
        file = FormFile(str(path), len(data), sha256(data).hexdigest(), path.suffix[1:].lower())
        inspected = self.inspected(file, data)
        for each in inspected:
            if each.rule == "form_file_is_what_it_is_called":
                self.problems.append(source.read(found.path, name).problem(each.rule, at, found=wanted, kind=each.found))
            else:
                self.tell_of(f"{name.rpartition('/')[0]}/{wanted}", each)
        return None if any(each.severity == "error" for each in inspected) else file

    def inspected(self, file: FormFile, data: bytes) -> tuple[Inspected, ...]:
        """What is wrong inside a form's file, looked at once for all builds in which it looks and reads the same."""
        status = Path(file.path).lstat()
        key = f"inside {file.path}"
        kept = self.cache.get(key, status)
        if kept is None or kept["sha256"] != file.sha256:
            # Imported here: a build whose forms are all known has no time for it.
            from motcua.inspect import inspect

            kept = {"sha256": file.sha256, "findings": [list(each) for each in inspect(data, Path(file.path).name)]}
            self.cache.put(key, status, kept)
        return tuple(Inspected(*each) for each in kept["findings"])

    def tell_of(self, name: str, inside: Inspected) -> None:
        """A finding inside a file as a problem of that file, which has no lines."""
        self.problems.append(Problem(name, 1, 1, inside.rule, found=inside.found, values={"part": inside.part}, severity=inside.severity))

    def content_of(self, template: FormFile | None) -> blanks.Content:
        """What a template holds, kept as long as it looks the same; nothing where it cannot be read, which its inspection tells."""
        if not template:
            return blanks.Content()
        status = Path(template.path).lstat()
        kept = self.cache.get(template.path, status)
        if kept is None:
            try:
                kept = blanks.content(template.read())._asdict()
            except (Stop, ChangedWhileBuilding):
                return blanks.Content()
            self.cache.put(template.path, status, kept)
        return blanks.Content(tuple(map(tuple, kept["tags"])), tuple(kept["unshown"]))

    def apart(self, blank: FormFile, template: FormFile | None) -> tuple[tuple[str, str], ...]:
        """The words that only a blank or only its template has, kept as long as both are the same; nothing for a blank that is no DOCX."""
        if not template or blank.type != "docx":
            return ()
        key, status = f"apart {template.path}", Path(template.path).lstat()
        kept = self.cache.get(key, status)
        if kept is None or kept["of"] != [blank.sha256, template.sha256]:
            try:
                kept = {"of": [blank.sha256, template.sha256], "words": list(map(list, blanks.apart(blank.read(), template.read())))}
            except (Stop, ChangedWhileBuilding):
                return ()
            self.cache.put(key, status, kept)
        return tuple((side, phrase) for side, phrase in kept["words"])

    def derived_of(self, found: files.Found, name: str, at: tuple[str | int, ...], file: FormFile) -> Derived:
        """What was made of a blank; nothing where it was made of other bytes, or where something in it is refused, which is told."""
        beside = derived.beside(file)
        if beside.is_stale:
            read = source.read(found.path, name)
            self.problems.append(read.problem("derived_files_are_of_their_source", at, found=Path(file.path).name, severity="warning"))
        inside = [(each, finding) for each, data in zip(beside.derived.files, beside.contents, strict=True) for finding in self.inspected(each, data)]
        for each, finding in inside:
            self.tell_of(f"{name.rpartition('/')[0]}/{Path(each.path).name}", finding)
        return Derived() if any(finding.severity == "error" for _, finding in inside) else beside.derived
