"""What a page shows of its inputs, without a site: a frame of bare slots, summaries, and readers of what was made."""
from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from lxml import html

from motcua import interface
from motcua.model.views import ContactView, Summary
from motcua.outputs.frame import Frame, cut
from motcua.outputs.pages import shell
from motcua.outputs.pages.shell import Sheet, Site
from motcua.outputs.render import Look, Markup

PROJECT = Path(__file__).parents[2]
TEMPLATES = PROJECT / "templates" / "pages"
LOOK = Look(TEMPLATES)
VI, EN = (interface.words(language) for language in ("vi", "en"))
SITE = Site(
    "https://saomai.example.vn/a/b/", ("vi", "en"), (("vi", "Thủ tục Sao Mai"), ("en", "Procedures of Sao Mai")),
    (("vi", "Ủy ban nhân dân Sao Mai"), ("en", "People's Committee of Sao Mai")), "1900 1022", "gopy@saomai.example.vn", "", "", False,
)
CONTACT = ContactView("1900 1022", "gopy@saomai.example.vn", (("vi", "1 đường Sao"),), (), "", (("vi", "7 giờ đến 17 giờ"),))


@cache
def frame() -> Frame:
    """A frame of nothing but its slots, one a line, the body first."""
    sheet = Sheet("home", "", "", "", Markup(""), ())
    contexts = {"body": "html", "breadcrumbs": "html", "contents": "html", "jsonld": "json"}
    stretch = "\ue000if:{name}\ue001{name}=\ue000{context}:{name}\ue001\n\ue000end:{name}\ue001"
    names = sorted(shell.slots(sheet, SITE, VI), key=lambda name: name != "body")
    return cut("".join(stretch.format(name=name, context=contexts.get(name, "text")) for name in names))


def summary(code: str, name: str = "Xin bản sao", state: str = "in_force", level=("commune",), **given) -> Summary:
    """A summary with a time and a fee."""
    values = {"time": (("vi", "3 ngày"), ("en", "3 days")), "fee": (("vi", "8.000 đồng"), ("en", "8,000 VND")),
              "place": (("vi", "Trực tiếp, trên mạng"), ("en", "In person, online"))}
    return Summary(code, (("vi", name),), (), state, level, **values | given)


def slots_of(made: bytes) -> dict[str, str]:
    """What the page gave its frame, by slot."""
    return dict(re.findall(r"^(title|description|canonical|noindex|tab|alternate_\w\w|edit|breadcrumbs|contents)=(.*)$", made.decode(), re.MULTILINE))


def body(made: bytes):
    """The body of the page, parsed."""
    return html.fromstring(re.search(r"body=(.*?)\n(?=[a-z_]+=)", made.decode(), re.DOTALL)[1])


def lines(found) -> list[str]:
    return [" ".join(each.text_content().split()) for each in found]
