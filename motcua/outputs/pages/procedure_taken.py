"""What a reader takes along from a procedure's page: the text for a chat, the clerk's sheet, the address and its QR picture."""
from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from motcua import interface, say, urls
from motcua.interface import Words
from motcua.model import Procedure
from motcua.model.views import DepartmentView
from motcua.outputs.pages.shell import Site
from motcua.outputs.pages.ways import Ways

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
    record: Procedure, state: str, case: str, departments: Mapping[str, DepartmentView], site: Site, words: Words, way: Ways,
    answers: Mapping[str, say.Answer],
) -> Taken:
    """The text and the sheet of what still applies, in the page's language or in the first where the procedure is not written in it."""
    written = words.language if record.name.words(words.language) else site.languages[0]
    page, sheet, picture = (urls.in_language(path(record.code, case), written, site.languages) for path in (urls.procedure, urls.sheet, urls.qr))
    address = urls.absolute(site.url, page) if site.url else ""
    is_gone = state in say.GONE
    told = interface.words(written)
    if written != words.language:
        answers = {"time": say.time_answer(record, told, case), "fee": say.fee_answer(record, told, case)}
    return Taken(
        text="" if is_gone else say.copied(record, departments, say.Where(address, state, site.hotline), told, case, answers),
        language="" if written == words.language else written,
        sheet="" if is_gone or record.completeness == "listed" else way.file(sheet), qr=way.file(picture) if address else "", address=address,
        script=way.file(SCRIPT),
    )
