"""An invented value is marked beside it; a block of nothing but invented values is marked once, at its heading, and no value goes unmarked."""
from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader
from lxml import html
from support.pages import LOOK, VI

MARK = "//span[@class='mark']"


def drawn(call: str, **given):
    """What a call of a component draws, as elements."""
    pages = Environment(loader=FileSystemLoader(LOOK.folder), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return html.fragment_fromstring(pages.from_string(call).render(words=VI, **given), create_parent="div")


def counter(is_illustrative: bool) -> SimpleNamespace:
    return SimpleNamespace(name="Trung tâm", address="Số 1", is_illustrative=is_illustrative)


def paper(is_illustrative: bool) -> SimpleNamespace:
    return SimpleNamespace(name="Đơn", is_illustrative=is_illustrative, kinds=(), form="", form_named=(), notes=(), counts="")


CALLS = {
    "counters": ('{% from "components/counters.html" import counters %}{{ counters(values, words) }}', counter, "//summary", "//li"),
    "papers": ('{% from "components/papers.html" import listed %}{{ listed([{"papers": values, "title": "Phải nộp"}], {}, words) }}', paper, "//h3", "//li"),
    "ticks": ('{% from "components/ticks.html" import ticks %}{{ ticks(group, words) }}', paper, "//h3", "//li"),
}


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("invented, at_heading, at_values", [
    ((True, True, True), 1, 0), ((True, False, True), 0, 2), ((False, False), 0, 0), ((True,), 0, 1), ((False,), 0, 0),
])
def test_a_block_is_marked_once_where_all_of_it_is_invented_and_each_value_where_some_is(name: str, invented: tuple[bool, ...], at_heading: int, at_values: int):
    call, make, heading, value = CALLS[name]
    values = tuple(map(make, invented))
    page = drawn(call, values=values, group=SimpleNamespace(title="Phải nộp", items=values, is_ticked=True))
    assert (len(page.xpath(heading + MARK)), len(page.xpath(value + MARK))) == (at_heading, at_values)


def test_every_page_of_the_sample_says_of_no_block_what_it_says_of_its_heading(built):
    twice, once = [], 0
    for path in sorted(Path(built.site).glob("**/index.html")):
        page = html.fromstring(path.read_text("utf-8"))
        for counters in page.xpath("//details[@id='counters']"):
            marks = (len(counters.xpath("summary" + MARK)), len(counters.xpath(".//li" + MARK)))
            once += marks[0]
            twice += [path] if all(marks) else []
    assert twice == [] and once
