"""Records -> the narrow views that pages of other records may see."""
from __future__ import annotations

from motcua import form_files
from motcua.catalogue import LoadedForm
from motcua.form_files import Version
from motcua.model import Contact, Decision, Department, Law, Office
from motcua.model.views import ComingView, ContactView, DecisionView, DepartmentView, FileView, FormView, LawView, OfficeView, OpeningView, PictureView, Words
from motcua.text import Text

NOWHERE = ContactView("", "", (), (), "", ())


def words(text: Text | None) -> Words:
    """A phrase as plain pairs, empty where there is none."""
    return tuple(text.items()) if text else ()


def contact(record: Contact | None) -> ContactView | None:
    """Where to ask and complain."""
    if record is None:
        return None
    return ContactView(record.hotline or "", record.email or "", words(record.address), words(record.mailbox), record.url or "", words(record.hours))


def office(record: Office) -> OfficeView:
    """A counter."""
    return OfficeView(record.id, words(record.name), words(record.address), words(record.hours), record.telephone or "", record.email or "",
                      record.map_url or "", words(record.receives), record.formerly, words(record.commune),
                      tuple(OpeningView(each.days, each.hours) for each in record.opening), record.cut_off or "")


def department(record: Department) -> DepartmentView:
    """Who answers for a procedure."""
    return DepartmentView(record.id, words(record.name), words(record.short_name), record.kind, contact(record.contact),
                          tuple(map(office, record.offices)), record.illustrative)


def law(record: Law) -> LawView:
    """A legal text."""
    return LawView(record.number, words(record.title), record.state, record.replaced_by or "", record.url or "")


def decision(record: Decision) -> DecisionView:
    """A publication decision."""
    issued_on = record.issued_on.isoformat() if record.issued_on else ""
    return DecisionView(record.id, record.number, issued_on, words(record.issuing_agency), words(record.title), record.url or "")


def form(loaded: LoadedForm) -> FormView:
    """A blank to download."""
    today, begins_on, followed_on = form_files.today(loaded), form_files.begins_on(loaded), form_files.followed_on(loaded)
    picture = today.derived.picture
    return FormView(
        loaded.id, words(loaded.form.title), loaded.form.number or "", form_files.stable_address(loaded.id, loaded.file),
        loaded.form.original_name, loaded.file.size, loaded.file.type, files_of(loaded, today),
        PictureView(form_files.own_address(loaded.id, picture.file), picture.width, picture.height) if picture else None,
        loaded.template is not None, str(begins_on or ""), str(followed_on or ""))


def coming(loaded: LoadedForm) -> tuple[ComingView, ...]:
    """The versions that will replace the one of today, the newest first."""
    files = {version.place: files_of(loaded, version) for version in form_files.versions(loaded)}
    return tuple(ComingView(record.version or "", record.number or "", record.effective_from, record.legal_basis, record.original_name or "", files.get(place, ()))
                 for place, record in form_files.coming(loaded))


def files_of(loaded: LoadedForm, version: Version) -> tuple[FileView, ...]:
    """A version of a form in every format; an earlier one stands only at its own address."""
    own = [(file, form_files.own_address(loaded.id, file)) for file in version.files]
    return tuple(FileView(file.type, address if version.place else form_files.stable_address(loaded.id, file), file.size, file.sha256, address)
                 for file, address in own)
