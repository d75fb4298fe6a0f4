"""However a reader sets text, size, keys and paper, the longest page of every kind says all that it says."""
from __future__ import annotations

from pathlib import Path

import pytest
from support import reading, screens
from support.sites import Project

PAGE = '<!doctype html><html lang="vi"><meta charset="utf-8"><title>Thử</title><style>:focus {{ outline: 2px solid }}</style><body><main>{}</main>'


@pytest.fixture(scope="module")
def hardest(built: Project) -> list[str]:
    """The longest page of every kind."""
    return reading.longest_of_each_kind(built.site)


@pytest.fixture
def tried(tmp_path: Path, page):
    """Open a page with this inside."""
    def opened(body: str):
        file = tmp_path / "tried.html"
        file.write_text(PAGE.format(body), "utf-8")
        return page(file.as_uri(), width=400)
    return opened


# The instruments


def test_a_text_that_is_cut_off_is_found_and_one_for_listeners_is_not(tried):
    view = tried('<div style="height: 1em; overflow: hidden"><p style="margin: 0">một</p><p>hai</p></div>'
                 '<p style="position: absolute; width: 1px; height: 1px; overflow: hidden">ba</p><p hidden>bốn</p>')
    texts = reading.texts(view)
    assert [(text["words"], bool(text["boxes"])) for text in texts] == [("một", True), ("hai", False), ("ba", False), ("bốn", False)]
    assert reading.cut(texts) == ["cut: hai"]


def test_a_text_that_is_lost_by_a_change_of_style_is_found(tried):
    view = tried('<div style="height: 1.2em; overflow: hidden">một hai ba</div><p>bốn</p>')
    before = reading.texts(view)
    view.evaluate("document.querySelector('div').style.width = '2em'; document.querySelector('p').hidden = true")
    assert reading.lost(before, reading.texts(view)) == ["cut: một hai ba", "not seen: bốn"]


def test_texts_over_each_other_are_found_and_lines_set_closely_are_not(tried):
    assert reading.overlaps(tried('<p style="line-height: 1">một<br>hai</p><p style="margin: 0">ba</p>')) == []
    assert reading.overlaps(tried('<p>một</p><p style="margin-top: -2em">hai</p>')) == ["over each other: một / hai"]


@pytest.mark.parametrize(("body", "fault"), [
    ('<a href="#a">một</a><a href="#b" style="outline: none">hai</a>', "not seen with the focus"),
    ('<a href="#a">một</a><a href="#b" style="position: fixed; left: -99em">hai</a>', "not seen with the focus"),
    ('<a href="#a" id="a">một</a><p style="position: absolute; top: 0; height: 99px; width: 99px; background: #fff"></p>', "under something"),
    ('<a href="#a" tabindex="2">một</a><a href="#b" tabindex="1">hai</a>', "in order until 0"),
    ('<a href="#a">một</a><a href="#b" onfocus="this.previousSibling.focus()">hai</a>', "reached 1 of 2"),
])
def test_a_fault_of_the_keys_is_found(tried, body: str, fault: str):
    assert fault in "; ".join(reading.walk_faults(tried(body)))


def test_a_sound_page_passes_the_keys(tried):
    assert list(reading.walk_faults(tried('<a href="#a">một</a><details><summary>hai</summary><a href="#b">ba</a></details><button>bốn</button>'))) == []


# The pages


@pytest.mark.bulk
@pytest.mark.parametrize("width", [320, 1280])
def test_text_spaced_as_widely_as_a_reader_may_set_it_loses_nothing(built: Project, hardest, serve, page, width: int):
    view, root, faults = page(width=width), serve(built.site), []
    for name in hardest:
        view.goto(root + name.removesuffix("index.html"))
        reading.unfold(view)
        before = reading.texts(view)
        reading.space_out(view)
        lost = reading.lost(before, reading.texts(view))
        faults += [f"{name}: {fault}" for fault in (*lost, *reading.overlaps(view), *screens.too_wide(view))]
    assert faults == []


@pytest.mark.bulk
@pytest.mark.parametrize("zoom", [2, 4])
def test_a_window_of_1280_zoomed_cuts_nothing_and_scrolls_one_way(built: Project, hardest, serve, page, zoom: int):
    view, root, faults = page(width=1280 // zoom, height=1024 // zoom, device_scale_factor=zoom), serve(built.site), []
    for name in hardest:
        view.goto(root + name.removesuffix("index.html"))
        reading.unfold(view)
        faults += [f"{name}: {fault}" for fault in (*reading.cut(reading.texts(view)), *reading.overlaps(view), *screens.too_wide(view))]
    assert faults == []


@pytest.mark.bulk
@pytest.mark.parametrize(("width", "unfolded"), [(360, True), (1280, False)], ids=["phone-unfolded", "desk-folded"])
def test_the_tab_key_reaches_every_stop_in_order_and_each_is_seen(built: Project, hardest, serve, page, width: int, unfolded: bool):
    view, root, faults = page(width=width), serve(built.site), []
    # With all folds shut the stops of the longest page are those of any other of its kind, oftener.
    for name in hardest if unfolded else [names[len(names) // 2] for names in reading.kinds(built.site).values()]:
        view.goto(root + name.removesuffix("index.html"))
        if unfolded:
            reading.unfold(view)
        faults += [f"{name}: {fault}" for fault in reading.walk_faults(view)]
    assert faults == []


@pytest.mark.bulk
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_print_shows_what_stands_in_a_fold_on_every_kind_of_page(built: Project, hardest, serve, page, scripts: bool):
    view, root, faults = page(width=794, java_script_enabled=scripts), serve(built.site), []
    for name in hardest:
        view.emulate_media(media="screen")
        view.goto(root + name.removesuffix("index.html"))
        view.emulate_media(media="print")
        # What is hidden is known only once it would have been painted.
        view.screenshot()
        faults += [f"{name}: {fault}" for fault in (*screens.shut(view), *reading.overlaps(view), *reading.cut(reading.texts(view)))]
    assert faults == []
