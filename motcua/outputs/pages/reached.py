"""How a department and its counters are reached: numbers, addresses, hours, the way on a map."""
from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from motcua import say
from motcua.interface import Words
from motcua.model import Contact, Office
from motcua.say import Said


class Line(NamedTuple):
    """Words under a label, with a link where they lead somewhere."""

    label: str
    text: Said | str
    href: str = ""


class Place(NamedTuple):
    """A counter, and how to reach it."""

    name: Said
    lines: tuple[Line, ...]
    ways: tuple[Line, ...]


def contact_lines(contact: Contact | None, words: Words) -> Iterator[Line]:
    """All that a department says of itself, the quickest way first."""
    if contact is None:
        return
    if contact.hotline:
        yield Line(words("department.hotline"), contact.hotline, say.dial(contact.hotline))
    if contact.email:
        yield Line(words("place.email"), contact.email, f"mailto:{contact.email}")
    if contact.url:
        yield Line(words("redress.url"), contact.url, contact.url)
    for key, text in (("redress.mailbox", contact.mailbox), ("place.address", contact.address), ("place.hours", contact.hours)):
        if text:
            yield Line(words(key), say.phrase(text, words.language))


def place(office: Office, contact: Contact | None, words: Words) -> Place:
    """A counter; a number or an address that stands above as the department's own is not said again."""
    name, said_above = say.phrase(office.name, words.language), {contact.hotline, contact.email} if contact else set()
    lines = [Line(words(key), text) for key, text in say.described(office, words)]
    if office.formerly:
        lines.append(Line("", words("place.formerly", names=words("shared.list").join(office.formerly))))
    return Place(name, tuple(lines), tuple(_ways(office, name, said_above, words)))


def _ways(office: Office, name: Said, said_above: set[str | None], words: Words) -> Iterator[Line]:
    if office.telephone and office.telephone not in said_above:
        yield Line(words("department.call", name=name, phone=office.telephone), office.telephone, say.dial(office.telephone))
    if office.map_url:
        yield Line(words("department.map_to", name=name), words("department.map"), office.map_url)
    if office.email and office.email not in said_above:
        yield Line(office.email, office.email, f"mailto:{office.email}")
