"""Rules across the catalogue on names and addresses: each its own, plain, and never lost once it was published."""
from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from shlex import quote

from motcua import ledger
from motcua.catalogue import Catalogue
from motcua.problem import Finding
from motcua.prose import refusal
from motcua.rules.unread import is_unread, misnamed, unread_files
from motcua.text import LANGUAGES, SOURCE_LANGUAGE

Findings = Iterator[tuple[str, Finding]]
_PAGE_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")
_FORM_ID = re.compile(r"[a-z0-9-]{1,60}/[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")
# Where the record of an address stands.
_PLACES = {
    "bieu-mau": "/{}.yml", "linh-vuc": "/fields.yml", "van-ban": "/laws.yml",
    "viec-trong-doi": "/life-events.yml",
}
_PROCEDURE = re.compile(r"/thu-tuc/([^/]+)/")


def codes_are_unique(catalogue: Catalogue) -> Findings:
    """No two files hold the same code."""
    seen: dict[str, str] = {}
    for card in catalogue.cards:
        first = seen.setdefault(card.code.casefold(), card.file)
        # A copy that is still called after another code is told so, and only so.
        if first != card.file and _stem(card.file) == card.code:
            yield card.file, Finding("codes_are_unique", ("code",), card.code, values=(("first", first),))


def file_ends_in_yml(catalogue: Catalogue) -> Findings:
    """The file of a record ends in .yml."""
    for file in dict.fromkeys((*(card.file for card in catalogue.cards), *catalogue.files.values())):
        if not file.endswith(".yml"):
            yield file, Finding("file_ends_in_yml", values=(("name", f"{PurePosixPath(file).stem}.yml"),))


def file_is_named_after_its_code(catalogue: Catalogue) -> Findings:
    """A procedure's file is called by its code."""
    for card in catalogue.cards:
        if _stem(card.file) != card.code:
            yield card.file, Finding("file_is_named_after_its_code", ("code",), card.code, values=(("name", f"{card.code}.yml"),))


def file_is_named_after_its_id(catalogue: Catalogue) -> Findings:
    """The file of a department or a decision is called by its id."""
    for (kind, name), file in catalogue.files.items():
        if kind in ("department", "decision") and _stem(file) != name:
            # A second record of one id stands under its file: its id is not its own.
            yield file, Finding("file_is_named_after_its_id", ("id",), "" if name == file else name, values=(("id", _stem(file)),))


def _stem(file: str) -> str:
    return PurePosixPath(file).stem


def former_code_is_free(catalogue: Catalogue) -> Findings:
    """A former code is borne by no other procedure, and leads to one heir."""
    heirs: dict[str, str] = {}
    for card in catalogue.cards:
        for number, code in enumerate(card.former_codes):
            holder = catalogue.procedures.get(code)
            other = holder.file if holder and holder.code != card.code else heirs.setdefault(code, card.file)
            if other != card.file:
                yield card.file, Finding("former_code_is_free", ("former_codes", number), code, values=(("other", other),))


def form_address_is_plain(catalogue: Catalogue) -> Findings:
    """The names of a form's folder and description can stand in an address."""
    for name in catalogue.forms:
        if not _FORM_ID.fullmatch(name):
            yield catalogue.files["form", name], Finding("form_address_is_plain", (), name)


def form_folder_is_a_department(catalogue: Catalogue) -> Findings:
    """Forms lie in folders called by a department's id."""
    for name in catalogue.forms:
        folder = name.partition("/")[0]
        if folder not in catalogue.departments and not is_unread(catalogue, "department", folder) and _FORM_ID.fullmatch(name):
            yield catalogue.files["form", name], Finding("form_folder_is_a_department", (), folder)


def form_file_has_one_description(catalogue: Catalogue) -> Findings:
    """No two descriptions claim one file."""
    seen: dict[tuple[str, str], str] = {}
    for name, loaded in catalogue.forms.items():
        for at, file, _ in loaded.form.files():
            first = seen.setdefault((name.partition("/")[0], file.casefold()), name)
            if first != name:
                yield catalogue.files["form", name], Finding(
                    "form_file_has_one_description", at, file, values=(("first", catalogue.files["form", first]),))


def form_is_used(catalogue: Catalogue) -> Findings:
    """A form belongs to a procedure."""
    used = {form for card in catalogue.cards for form in card.targets.get("form", ())}
    for name in catalogue.forms:
        if name not in used and _FORM_ID.fullmatch(name) and not _unread_procedures(catalogue):
            yield catalogue.files["form", name], Finding("form_is_used", (), name, "warning")


def page_name_is_plain(catalogue: Catalogue) -> Findings:
    """The name of a page written by hand can stand in an address, and names a language of the site."""
    for page in catalogue.pages:
        if not _PAGE_NAME.fullmatch(page.name) or page.language not in LANGUAGES:
            ending = "" if page.language == SOURCE_LANGUAGE else f".{page.language}"
            yield _page_file(catalogue, page.name, page.language), Finding("page_name_is_plain", (), f"{page.name}{ending}.md")


def page_is_in_the_first_language(catalogue: Catalogue) -> Findings:
    """A page written by hand exists in Vietnamese, whatever other language it has."""
    first = {page.name for page in catalogue.pages if page.language == SOURCE_LANGUAGE}
    for page in catalogue.pages:
        if page.name not in first and page.language in LANGUAGES:
            wanted = (("name", f"{page.name}.md"),)
            yield _page_file(catalogue, page.name, page.language), Finding("page_is_in_the_first_language", values=wanted)


def page_can_be_shown(catalogue: Catalogue) -> Findings:
    """The Markdown of a page written by hand is not so long, deep or tangled that it cannot be turned into a page."""
    for page in catalogue.pages:
        if refused := refusal(page.text):
            yield _page_file(catalogue, page.name, page.language), Finding(
                "page_can_be_shown", (), refused.found, values=(("within", refused.line),))


def _page_file(catalogue: Catalogue, name: str, language: str) -> str:
    ending = "" if language == SOURCE_LANGUAGE else f".{language}"
    return f"{catalogue.folder}/pages/{name}{ending}.md"


def _ledger_file(catalogue: Catalogue) -> str:
    return f"{catalogue.folder}/urls.txt"


def published_procedure_stays(catalogue: Catalogue) -> Findings:
    """A procedure that was ever published keeps its page: as abolished, as replaced, or as the former code of another."""
    drafts = {card.code for card in catalogue.cards if card.status == "draft"}
    for code in dict.fromkeys(match[1] for address in ledger.lost(catalogue) if (match := _PROCEDURE.fullmatch(address))):
        if code not in drafts and not _unread_procedures(catalogue) and not is_unread(catalogue, "procedure", code):
            yield _ledger_file(catalogue), Finding("published_procedure_stays", (), f"/thu-tuc/{code}/", values=(("code", code),))


def published_procedure_is_no_draft(catalogue: Catalogue) -> Findings:
    """A procedure that was ever published does not become a draft again."""
    for card in catalogue.cards:
        if card.status == "draft" and f"/thu-tuc/{card.code}/" in catalogue.ledger:
            yield card.file, Finding("published_procedure_is_no_draft", ("status",), "draft")


def published_address_stays(catalogue: Catalogue) -> Findings:
    """A case, a department or a page that was ever published keeps its address."""
    gone = {code for address in ledger.lost(catalogue) if (match := _PROCEDURE.fullmatch(address)) for code in match.groups()}
    for address in ledger.lost(catalogue):
        of = _PROCEDURE.match(address)
        if not (of and of[1] in gone) and not _may_be_unread(catalogue, address):
            yield _ledger_file(catalogue), Finding("published_address_stays", (), address, "warning")


def new_addresses_are_written(catalogue: Catalogue) -> Findings:
    """Every published address stands in the ledger of addresses."""
    # Under a wrong id or code an address is not what it will be.
    is_sure = not any(misnamed(catalogue, kind) for kind in ("department", "decision", "procedure"))
    if is_sure and (new := ledger.missing(catalogue)):
        values = (("new", len(new)), ("folder", quote(catalogue.folder)), ("file", _ledger_file(catalogue)))
        yield _ledger_file(catalogue), Finding("new_addresses_are_written", severity="warning", values=values)


def catalogue_holds_a_procedure(catalogue: Catalogue) -> Findings:
    """There is a procedure to publish."""
    if not catalogue.cards and not _unread_procedures(catalogue):
        yield catalogue.files["publisher", ""], Finding("catalogue_holds_a_procedure", severity="warning")


def _unread_procedures(catalogue: Catalogue) -> bool:
    """Whether a procedure could not be read: then nobody knows which forms and former codes it names."""
    return any("/procedures/" in file for file in unread_files(catalogue))


def _may_be_unread(catalogue: Catalogue, address: str) -> bool:
    """Whether the record of an address stands in a file that could not be read: what it says is not known then."""
    kind, _, name = address.strip("/").partition("/")
    if kind == "thu-tuc":
        return _unread_procedures(catalogue)
    if kind in ("co-quan", "quyet-dinh"):
        return is_unread(catalogue, {"co-quan": "department", "quyet-dinh": "decision"}[kind], name)
    place = _PLACES.get(kind, "").format(name)
    return bool(place) and any(file.endswith(place) for file in unread_files(catalogue))


ACROSS = (
    codes_are_unique, file_is_named_after_its_code, file_is_named_after_its_id, former_code_is_free, form_address_is_plain,
    form_folder_is_a_department, form_file_has_one_description, form_is_used, page_name_is_plain, page_is_in_the_first_language,
    page_can_be_shown, published_procedure_stays, published_procedure_is_no_draft, published_address_stays, new_addresses_are_written,
    catalogue_holds_a_procedure, file_ends_in_yml,
)
