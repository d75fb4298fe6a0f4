"""What a reader takes along from a procedure's page: the text for a chat, the clerk's sheet, the address and its QR picture."""
from __future__ import annotations

from typing import NamedTuple

from motcua import interface, say, urls
from motcua.interface import Words
from motcua.model import Procedure
from motcua.model.views import DepartmentView
from motcua.outputs.pages.shell import Site
from motcua.outputs.pages.ways import Ways
from motcua.remembered import of_record

SCRIPT = urls.ASSETS + "page.js"


class Taken(NamedTuple):
    """What leaves the page; empty is what there is not. `language` is that of the text where the page is in another."""

    text: str
    language: str
    sheet: str
    qr: str
    address: str
    script: str


def taken(
    record: Procedure, state: str, case: str, departments: tuple[DepartmentView, ...], site: Site, words: Words, way: Ways,
) -> Taken:
    """The text and the sheet of what still applies, in the page's language or in the first where the procedure is not written in it."""
    written = words.language if record.name.words(words.language) else site.languages[0]
    page, sheet, picture = (urls.in_language(path(record.code, case), written, site.languages) for path in (urls.procedure, urls.sheet, urls.qr))
    address = urls.absolute(site.url, page) if site.url else ""
    is_gone = state in say.GONE
    return Taken(
        text="" if is_gone else _text(record, departments, say.Where(address, state, site.hotline), written, case),
        language="" if written == words.language else written,
        sheet="" if is_gone or record.completeness == "listed" else way.file(sheet), qr=way.file(picture) if address else "", address=address,
        script=way.file(SCRIPT),
    )


@of_record
def _text(record: Procedure, departments: tuple[DepartmentView, ...], where: say.Where, language: str, case: str) -> str:
    """The text for a chat: the same on the pages of all languages where the procedure is written in one."""
    words = interface.words(language)
    answers = {"time": say.time_answer(record, words, case), "fee": say.fee_answer(record, words, case)}
    return say.copied(record, {each.id: each for each in departments}, where, words, case, answers)
