"""The real records of ../shared all the way: imported, built, and every page of them sound."""
from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest
from lxml import html
from support import screens
from support.accessibility import CONTRAST, LOOKS
from support.links import Site
from support.reading import unfold
from support.sites import ADDRESS, Project

from motcua import source
from motcua.model.views import Card

pytestmark = pytest.mark.bulk


@pytest.fixture(scope="module")
def cards(records: Project) -> tuple[Card, ...]:
    """The cards of all records."""
    return records.load().cards


@pytest.fixture(scope="module")
def pages(records: Project) -> dict[str, list[str]]:
    """The pages by kind."""
    return screens.by_kind(records.site)


def most(cards: tuple[Card, ...], measure) -> str:
    """The code of the record in which most of something is."""
    return max(cards, key=lambda card: (measure(card), card.code)).code


@pytest.fixture(scope="module")
def extremes(records: Project, cards, pages) -> dict[str, str]:
    """The records that try a page hardest, by what they have most of."""
    papers = {card.code: count_papers(records.procedure(card.code)) for card in cards}
    return {
        "longest page": max(pages["procedure"], key=lambda name: (records.site / name).stat().st_size).split("/")[-2],
        "most cases": most(cards, lambda card: len(card.cases)),
        "most papers": most(cards, lambda card: papers[card.code]),
        "longest name": most(cards, lambda card: len(dict(card.name)["vi"])),
        "longest time": most(cards, lambda card: len(dict(card.time)["vi"])),
        "longest fee": most(cards, lambda card: len(dict(card.fee)["vi"])),
    }


def count_papers(path: Path) -> int:
    """How many papers a record names, in groups too."""
    found, todo = 0, list((source.read(path, path.name).values.get("dossier") or {}).get("components", ()))
    while todo:
        each = todo.pop()
        found += "paper" in each
        todo += each.get("of", ())
    return found


def hardest(records: Project, extremes, pages) -> list[str]:
    """A page of each extreme, of each of its cases' kinds, and the longest page of each other kind."""
    codes = dict.fromkeys(extremes.values())
    names = [f"thu-tuc/{code}/index.html" for code in codes] + [f"en/thu-tuc/{extremes['longest page']}/index.html"]
    names += [next(name for name in pages["case"] if f"/{code}/" in f"/{name}") for code in codes if any(f"/{code}/" in f"/{name}" for name in pages["case"])]
    size = {name: (records.site / name).stat().st_size for kind in pages for name in pages[kind]}
    return names + [max(pages[kind], key=size.__getitem__) for kind in sorted(pages.keys() - {"procedure", "case", "moved"})]


# What was imported


def test_every_record_is_imported_and_none_has_an_error(records: Project, cards, shared: Path):
    files = sorted((shared / "data" / "portal").glob("*.json*"))
    assert len(cards) >= 1333
    assert len(files) >= 6
    done = records.run("check", start=("-m", "motcua"))
    assert done.returncode == 0, done.stderr[-2000:]


def test_the_typing_is_honest_about_how_much_a_record_says(records: Project, cards):
    found = Counter(card.completeness for card in cards)
    assert found["full"] >= 1190
    with_steps = [card.code for card in cards if card.completeness == "listed" and "steps" in source.read(records.procedure(card.code), "x").values]
    assert with_steps == []


def test_the_report_names_a_code_a_field_a_text_and_a_reason_in_every_row(records: Project, cards):
    codes = {card.code for card in cards}
    with (records.catalogue / "import-report.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) > 100 and {len(row) for row in rows} == {len(rows[0])}
    assert [row for row in rows[1:] if not row[-1].strip()] == []
    assert len([row for row in rows[1:] if row[0] in codes]) > 0.9 * len(rows)


# What was built


def test_every_record_has_a_page_in_both_languages_its_data_and_its_entry(records: Project, cards):
    site, entries = records.site, json.loads((records.site / "api/v1/procedures.json").read_bytes())
    assert {entry["code"] for entry in entries["procedures"]} == {card.code for card in cards}
    for card in cards:
        for name in (f"thu-tuc/{card.code}/index.html", f"en/thu-tuc/{card.code}/index.html", f"api/v1/procedures/{card.code}.json"):
            assert (site / name).is_file(), name


def test_a_second_build_of_all_records_writes_nothing(records: Project):
    before = {path: path.stat().st_mtime_ns for path in records.site.rglob("*")}
    done = records.run("--date", "2026-11-23", "--site-url", ADDRESS)
    assert done.returncode == 0 and "không có gì thay đổi" in done.stdout
    assert {path: path.stat().st_mtime_ns for path in records.site.rglob("*")} == before


def test_an_edit_of_one_record_rewrites_no_page_of_a_record_that_does_not_name_it(records: Project, cards):
    victim = next(card for card in cards if card.completeness == "full" and not any(card.code in other.targets.get("procedure", ()) for other in cards))
    path = records.procedure(victim.code)
    whole, before = path.read_bytes(), records.tree()
    try:
        path.write_bytes(whole.replace(b"steps:\n  - text: ", b"steps:\n  - title: V\xc3\xa0o vi\xe1\xbb\x87c\n    text: ", 1))
        assert path.read_bytes() != whole
        assert records.run("--date", "2026-11-23", "--site-url", ADDRESS, "--quiet").returncode == 0
        after = records.tree()
        # The words of a step are looked up in whole texts: those shards are called after what they hold.
        changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name) and not name.startswith("search/")}
        assert changed and {name for name in changed if victim.code not in name and not name.endswith(("procedures.json", "sitemap.xml"))} == set()
        assert changed <= before.keys() & after.keys()
    finally:
        path.write_bytes(whole)
        assert records.run("--date", "2026-11-23", "--site-url", ADDRESS, "--quiet").returncode == 0
    assert records.tree() == before


def test_every_link_of_every_page_leads_somewhere(records: Project):
    site = Site(records.site, address=ADDRESS)
    assert (site.broken()[:20], site.loads_from_outside()) == ([], [])


def test_the_hardest_pages_and_every_twelfth_are_valid(records: Project, extremes, pages, rounds, vnu):
    every = sum((names for kind, names in pages.items() if kind != "moved"), [])
    some = {*hardest(records, extremes, pages), *every[::12]} if rounds(1) == 1 else every
    assert len(some) > 500
    assert vnu(records.site / name for name in some)[:20] == []


def test_the_texts_to_send_have_at_most_900_characters_on_the_longest_pages(records: Project, pages):
    longest = sorted(pages["procedure"], key=lambda name: -(records.site / name).stat().st_size)[:50]
    texts = [html.fromstring((records.site / name).read_text("utf-8")).xpath("string(//textarea[@id='copied'])") for name in longest]
    assert all(texts) and max(map(len, texts)) <= 900


def test_no_page_shows_a_mark_of_a_template_or_of_a_program(records: Project, pages):
    for name in sum(pages.values(), []):
        text = (records.site / name).read_text("utf-8")
        for mark in ("\ue000", "\ue001", "{{", "{%", "not_stated", "None<", ">None", "Undefined", "Decimal(", "&amp;lt;", "&amp;amp;"):
            assert mark not in text, (name, mark)


# What people see


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_hardest_page_of_each_kind_has_no_fault_of_accessibility(records: Project, extremes, pages, serve, page, axe, scheme, width):
    root, view, faults = serve(records.site), page(width=width, color_scheme=scheme), []
    view.set_default_timeout(120_000)
    for name in dict.fromkeys(hardest(records, extremes, pages)):
        view.goto(root + name.removesuffix("index.html"))
        # A list of a thousand has the colours of the sample's list of twenty; what a record says may have a colour that the sample lacks.
        known = [] if name in pages["procedure"] or name in pages["case"] else [CONTRAST]
        faults += [f"{name}: {fault}"[:300] for fault in (*axe(view, without=known), *screens.too_wide(view))]
    assert faults == []


def test_the_hardest_pages_fit_with_text_of_twice_the_size(records: Project, extremes, pages, serve, page):
    root, view, faults = serve(records.site), page(width=320, height=640), []
    for name in dict.fromkeys(hardest(records, extremes, pages)):
        view.goto(root + name.removesuffix("index.html"))
        screens.enlarge(view)
        unfold(view)
        faults += [f"{name}: {fault}"[:300] for fault in screens.too_wide(view)]
    assert faults == []


def test_the_first_screen_holds_on_the_hardest_records(records: Project, extremes, pages, serve, page):
    root, view, faults = serve(records.site), page(width=screens.WIDTH, height=screens.HEIGHT), []
    procedures = {*pages["procedure"], *pages["case"]}
    for name in dict.fromkeys(hardest(records, extremes, pages)):
        if name in procedures:
            view.goto(root + name.removesuffix("index.html"))
            faults += [f"{name}: {fault}" for fault in screens.first_screen_faults(view)]
    assert faults == []


def test_the_first_screen_holds_on_every_fourteenth_record_too(records: Project, pages, serve, page):
    root, view, faults, names = serve(records.site), page(width=screens.WIDTH, height=screens.HEIGHT), [], []
    names = [name for name in pages["procedure"] + pages["case"] if not name.startswith("en/")][::14]
    for name in names:
        view.goto(root + name.removesuffix("index.html"), wait_until="domcontentloaded")
        faults += [f"{name}: {fault}" for fault in screens.first_screen_faults(view)]
    assert len(names) > 90
    assert faults == [], f"{len({fault.partition(':')[0] for fault in faults})} of {len(names)}"
