"""Chrome and WebView 80 and Safari 14 understand our scripts and styles; older browsers still show every fact."""
from __future__ import annotations

from pathlib import Path

import pytest
from support import floor, reading, screens
from support.sites import Project

# What the floor lacks and a page may use all the same, since nothing but polish goes with it.
ALLOWED = {
    "at-rules.page": "Safari prints with the margins that the reader's system has",
    "properties.appearance": "a box for typing keeps the shadow of its system",
    "properties.break-after.avoid": "a heading may be the last line of a printed page",
    "properties.color-scheme": "scroll bars stay light on a dark page",
    "properties.column-gap.flex_context": "neighbours stand closer; that none touches is tried below",
    "properties.cursor.pointer": "a finger has no pointer",
    "properties.gap.flex_context": "neighbours stand closer; that none touches is tried below",
    "properties.overflow-wrap.anywhere": "the whole text has break-word, which breaks what is too long as well",
    "properties.text-decoration-thickness": "an underline has its usual weight",
    "properties.text-underline-offset": "an underline has its usual place",
    "properties.text-wrap": "the lines of a heading differ in length",
    "properties.resize": "a box of text keeps its size on a phone, as every box does there",
    "properties.scroll-margin-top": "a letter that was jumped to may begin under the row of letters",
    "properties.accent-color": "a chosen dot or box has the system's colour",
    "members.createObjectURL": "a WebView saves no file; what would be saved stands on the page",
    "members.revokeObjectURL": "see createObjectURL",
    "selectors.details-content": "a browser without it prints a fold as the reader left it",
    "selectors.focus-visible": "what has the focus has the browser's own ring",
    "selectors.marker": "the mark of an item has the colour of its text",
    "compat/compat: trustedTypes": "asked for before it is used; where it is not, no policy asks for it",
    "members.createPolicy": "see trustedTypes",
    "members.trustedTypes": "see trustedTypes",
    "members.getVoices": "see speechSynthesis",
    "members.speak": "see speechSynthesis",
    "members.speechSynthesis": "asked for before it is used; the button stays hidden in a WebView, which has no voice",
}
SNIPPETS = [
    ("css", "a:has(b) { color: red }", "selectors.has"),
    ("css", "a:is(b, i) { color: red }", "selectors.is"),
    ("css", "a:not(b, i) { color: red }", "selectors.not.selector_list"),
    ("css", "a { & b { color: red } }", "selectors.nesting"),
    ("css", "a { inset: 0 }", "properties.inset"),
    ("css", "a { aspect-ratio: 1 }", "properties.aspect-ratio"),
    ("css", "a { margin-inline: 0 }", "properties.margin-inline"),
    ("css", "a { display: flex; gap: 1em }", "properties.gap.flex_context"),
    ("css", "a { overflow: clip }", "properties.overflow.clip"),
    ("css", "a { height: 100dvh }", "units.dvh"),
    ("css", "a { color: color-mix(in srgb, red, blue) }", "functions.color-mix"),
    ("css", "a { colour: red }", "properties.colour"),
    ("css", "@layer x { a { color: red } }", "at-rules.layer"),
    ("css", "@container (min-width: 1px) { a { color: red } }", "at-rules.container"),
    ("css", "@media (width > 1px) { a { color: red } }", "at-rules.media.range_syntax"),
    ("css", "@supports (display: grid) { a { inset: 0 } }", "properties.inset"),
    ("js", "[1].at(0);", "members.at"),
    ("js", "'a'.replaceAll('a', 'b');", "members.replaceAll"),
    ("js", "document.body.replaceChildren();", "members.replaceChildren"),
    ("js", "structuredClone(1);", "compat/compat: structuredClone"),
    ("js", "new CompressionStream('gzip');", "compat/compat: CompressionStream"),
    ("js", "let a = 1; a ||= 2;", "syntax: Parsing error: Unexpected token ="),
    ("js", "class A { #b = 1; }", "syntax: Parsing error: Unexpected character '#'"),
    ("js", "/(?<=a)b/.test('ab');", "es-x/no-regexp-lookbehind-assertions: ES2018 RegExp lookbehind assertions are forbidden."),
]
SOUND = [
    ("css", "@supports selector(:has(a)) { a:has(b) { inset: 0 } }"),
    ("css", "@supports (aspect-ratio: 1) { a { aspect-ratio: 1 } }"),
    ("css", "@supports not (display: grid) { a { inset: 0 } }"),
    ("css", "a { --x: 1px; padding-left: var(--x); width: min(1em, 100%); display: grid; gap: 1em; clip-path: inset(50%) }"),
    ("css", "@media (prefers-color-scheme: dark) { a:not(.b)::before { content: '' } }"),
    ("js", "const b = {}, c = document.body.dataset.at ?? b?.c; globalThis.d = [...'a'.matchAll(/(?<n>a)/g)].flat(); fetch(`${c}`);"),
]


@pytest.fixture(scope="module")
def own(project: Path) -> list[floor.Use]:
    """What our own styles and scripts use of what the floor lacks."""
    folder = project / "templates" / "pages" / "assets"
    return floor.uses(sorted([*folder.rglob("*.css"), *folder.rglob("*.js")]))


def written(folder: Path, kind: str, text: str) -> Path:
    path = folder / f"tried.{kind}"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.browser
def test_chrome_80_and_safari_14_know_all_that_our_styles_and_scripts_use(own):
    assert [str(use) for use in own if use.feature not in ALLOWED] == []


@pytest.mark.browser
def test_every_allowance_is_still_needed(own):
    assert ALLOWED.keys() - {use.feature for use in own} == set()


@pytest.mark.browser
def test_what_the_floor_lacks_is_found(tmp_path: Path):
    folders = [tmp_path / str(number) for number in range(len(SNIPPETS))]
    for folder, (kind, text, _) in zip(folders, SNIPPETS, strict=True):
        folder.mkdir()
        written(folder, kind, text)
    found = floor.uses(path for folder in folders for path in folder.iterdir())
    for folder, (_, text, feature) in zip(folders, SNIPPETS, strict=True):
        features = {use.feature for use in found if use.file.parent == folder}
        assert feature in features, (text, features)


@pytest.mark.browser
def test_what_the_floor_knows_and_what_is_guarded_pass(tmp_path: Path):
    for number, (kind, text) in enumerate(SOUND):
        folder = tmp_path / str(number)
        folder.mkdir()
        written(folder, kind, text)
    assert [str(use) for use in floor.uses(tmp_path.rglob("tried.*"))] == []


@pytest.mark.browser
def test_a_sheet_is_read_without_what_a_browser_passes_over(tmp_path: Path):
    sheet = written(tmp_path, "css", "b { color: red; inset: 0 }\na:is(b) { color: red }\n@layer x { i { color: red } }\n@supports (inset: 0) { u { top: 0 } }\ni { top: 0 }")
    assert "".join(floor.read_by(floor.BELOW, [sheet])["tried.css"].split()) == "b{color:red}i{top:0}"


# Below the floor


@pytest.mark.bulk
@pytest.mark.parametrize(("browsers", "width"), [(floor.BELOW, 320), (floor.FLOOR, 1280)], ids=["chrome-60-safari-11", "chrome-80-safari-14"])
def test_without_scripts_and_newer_styles_every_fact_is_there_and_nothing_overlaps(built: Project, serve, page, browsers, width: int):
    sheets = floor.read_by(browsers, sorted((built.site / "assets").glob("*.css")))
    root, faults = serve(built.site), []
    new, old = page(width=width, java_script_enabled=False), page(width=width, java_script_enabled=False)
    old.route("**/*.css", lambda route: route.fulfill(body=sheets[route.request.url.rpartition("/")[2]], content_type="text/css; charset=utf-8"))
    for name in reading.longest_of_each_kind(built.site):
        for view in (new, old):
            view.goto(root + name.removesuffix("index.html"))
            reading.unfold(view)
        reading.close_gaps(old)
        lost = reading.lost(reading.texts(new), reading.texts(old))
        faults += [f"{name}: {fault}" for fault in (*lost, *reading.overlaps(old), *screens.too_wide(old))]
    assert faults == []
