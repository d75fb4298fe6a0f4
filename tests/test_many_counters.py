"""Counters of a whole country: a page a letter, one page that looks a place up, pages of procedures that list none of them."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import expect
from support import catalogues
from support.sites import HERE, Project, small

from motcua import narrow, say
from motcua.interface import words
from motcua.model import Office
from motcua.outputs.pages.counters import Counter, by_letter
from motcua.outputs.pages.links import Named

VI = words("vi")
COMMUNES = Named("ubnd-xa", (("vi", "Ủy ban nhân dân xã"),))


def counter(commune: str, *formerly: str) -> Counter:
    record = {"id": "mot", "name": f"Trung tâm {commune}", "commune": commune, "address": "Số 1", "formerly": list(formerly)}
    return Counter(Office.model_validate(record), COMMUNES, 1, False)


def department(count: int):
    held = [{"id": f"xa-{n}", "name": f"Trung tâm {n}", "commune": f"Xã {n}", "address": f"Số {n}"} for n in range(count)]
    return narrow.department(catalogues.department("ubnd-xa", kind="each_commune", offices=held))


def test_each_letter_has_its_counters_and_the_old_names_that_begin_with_it():
    parts = {part.letter: (part, own) for part, own in by_letter((
        counter("Xã Đồng Mây", "xã Mây Nội", "huyện Ân"), counter("Phường Bến Lam", "huyện Ân"), counter("Phường Đông An")))}
    assert list(parts) == ["Â", "B", "Đ", "M"]
    assert [each.office.commune.vi for each in parts["Đ"][1]] == ["Xã Đồng Mây", "Phường Đông An"]
    (name, now), = parts["Â"][0].old
    assert (name, [each.address for each in now]) == ("huyện Ân", ["noi-nop/dd/#nop-xa-dong-may", "noi-nop/b/#nop-phuong-ben-lam"])
    assert {part.held for part, _ in parts.values()} == {3}


def test_a_procedure_lists_few_counters_and_leads_to_the_page_of_many():
    procedure = catalogues.procedure(reception_places=[{"department": "ubnd-xa"}])
    few, many = {"ubnd-xa": department(24)}, {"ubnd-xa": department(25)}
    assert (len(say.counters(procedure, few, VI)), say.counters_elsewhere(procedure, few)) == (24, 0)
    assert (len(say.counters(procedure, many, VI)), say.counters_elsewhere(procedure, many)) == (0, 25)
    named = catalogues.procedure(reception_places=[{"department": "ubnd-xa", "office": "xa-7"}])
    assert ([str(each.name) for each in say.counters(named, many, VI)], say.counters_elsewhere(named, many)) == (["Trung tâm 7"], 0)


@pytest.fixture(scope="module")
def country(tmp_path_factory) -> Project:
    """A site with more communes than one page lists, made as the benchmarks make theirs."""
    project = small(tmp_path_factory.mktemp("country") / "project")
    made = project.folder / "made"
    subprocess.run([sys.executable, str(HERE / "benchmarks" / "generate.py"), "1", "--into", str(made), "--communes", "490"], check=True)
    for path in sorted((made / "departments").glob("cap-xa-*.yml")):
        path.rename(project.file(f"catalogue/departments/{path.name}"))
    first = "catalogue/procedures/so-y-te/1.000002.yml"
    project.write(first, project.values(first) | {"reception_places": [{"department": f"cap-xa-{n}"} for n in range(5)]})
    project.publish()
    return project


@pytest.mark.bulk
def test_every_commune_stands_on_the_page_of_its_letter_and_every_link_holds(country: Project):
    folder: Path = country.site / "noi-nop"
    index = html.parse(str(folder / "index.html"))
    letters = [each for each in index.xpath("//nav[contains(@class, 'letters')]//a/@href")]
    shown = []
    for letter in letters:
        page = html.parse(str(folder / letter / "index.html"))
        shown += page.xpath("//li[@data-place]/h4/text()")
        for link in page.xpath("//li[@data-place]/a[@class='more']/@href"):
            address, _, anchor = link.partition("#")
            target = html.parse(str((folder / letter / address / "index.html").resolve())) if address else page
            assert target.xpath("//h4[@id=$anchor]", anchor=anchor), (letter, link)
    communes = {office.commune.vi for each in country.load().departments.values() for office in each.offices if office.commune}
    assert sorted(shown) == sorted(communes)
    assert len((folder / "index.html").read_bytes()) < 20_000


@pytest.mark.bulk
def test_a_page_of_a_procedure_leads_to_the_page_of_all_counters(country: Project):
    page = html.parse(str(country.site / "thu-tuc" / "1.000002" / "index.html"))
    assert page.xpath("//a[@href='../../noi-nop/']/text()") == ["tìm nơi của bạn trong 490 nơi tiếp nhận"]
    assert page.xpath("//details[@id='counters']") == []


def test_a_place_is_looked_up_on_the_page_of_all_counters(country: Project, serve, page, axe):
    name = next(office.commune.vi for each in country.load().departments.values() for office in each.offices if office.commune)
    tab = page(f"{serve(country.site)}noi-nop/?q={name}", width=320)
    tab.get_by_role("button", name=name, exact=True).click()
    expect(tab.locator(".where__chosen")).to_contain_text(f"Nơi nộp: {name}")
    assert axe(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
