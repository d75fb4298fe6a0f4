"""Every sample form can be filled: its template is laid out as its blank, asks for nothing twice, and shows every answer."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from docx import Document
from docx.oxml.ns import qn
from playwright.sync_api import Browser
from support import samples
from support.sites import Loaded

from motcua.catalogue import Catalogue, LoadedForm
from motcua.model.forms import Asked, FormField
from motcua.rules import templates
from motcua.text import LANGUAGES

HERE = Path(__file__).parents[1]
FORMS = samples.FORMS
NAMES = sorted(path.relative_to(FORMS).as_posix().removesuffix(".fill.docx") for path in FORMS.glob("*/*.fill.docx"))
ENGINE = [HERE / "engine/node_modules/pizzip/dist/pizzip.min.js", HERE / "engine/node_modules/docxtemplater/build/docxtemplater.min.js"]
ANSWERS = HERE / "templates/pages/assets/fill/1-answers.js"
# What the page does with its engine: the tags from the answers, then the DOCX.
FILL = """forms => forms.map(form => {
  const paper = new docxtemplater(new PizZip(form.template, { base64: true }), { paragraphLoop: true, linebreaks: true });
  const tags = motcua.fill.tags(form.fields, form.values);
  paper.render(tags);
  return { docx: paper.getZip().generate({ type: "base64", compression: "DEFLATE" }), tags: tags };
})"""


@pytest.fixture(scope="module")
def catalogue(loaded: Loaded) -> Catalogue:
    found, problems = loaded
    assert [problem for problem in problems if "forms" in problem.file] == []
    return found


@pytest.fixture(scope="module")
def maker() -> SimpleNamespace:
    """The script that makes the templates."""
    return samples.maker()


def text_of(docx: bytes) -> str:
    """All that a document says, a paragraph a line; a tab is a tab."""
    lines = []
    for paragraph in Document(io.BytesIO(docx)).element.body.iter(qn("w:p")):
        pieces = paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"))
        lines.append("".join(piece.text or "" if piece.tag == qn("w:t") else "\t" if piece.tag == qn("w:tab") else "\n"
                             for piece in pieces if piece.getparent().tag == qn("w:r")))
    return "\n".join(lines).replace("\u00a0", " ")


def answer(asked: Asked, number: int) -> object:
    """An answer of its kind that no other question has."""
    day = date(1990, 1, 1) + timedelta(days=37 * number)
    return {
        "date": {"day": str(day.day), "month": str(day.month), "year": str(day.year)}, "number": str(number), "id_number": f"{number:012}", "phone": f"09{number:08}",
        "email": f"nguoi{number}@example.vn", "choice": asked.options[-1].id if asked.options else "", "choices": [option.id for option in asked.options[:1]],
        "address": {"so_nha": f"Số {number} đường Sông Lam", "xa": "phường Bến Lam", "tinh": "thành phố Lam Giang"},
        "long_text": f"Dòng một {number}\nDòng hai {number}",
    }.get(asked.kind, f"Câu trả lời số {number} đặt ở đây")


def answers(form: LoadedForm) -> dict[str, object]:
    fields = [field for _, field in form.form.fill.fields()]
    values = {field.id: answer(field, 100 + place) for place, field in enumerate(fields)}
    for place, field in enumerate(fields):
        if field.kind == "table":
            values[field.id] = [{column.id: answer(column, 1000 * (row + 1) + 10 * place + at) for at, column in enumerate(field.columns)} for row in range(3)]
        if field.only_if:
            values[field.only_if.field] = field.only_if.is_one_of[0]
    return values


@pytest.fixture(scope="module")
def filled(chromium: Browser):
    """The documents that the page's engine makes of templates, each with the tags that it was given."""
    tab = chromium.new_page()
    for script in (*ENGINE, ANSWERS):
        tab.add_script_tag(content=script.read_text("utf-8"))

    def fill(forms: list[LoadedForm], values: list[dict[str, object]]) -> list[tuple[bytes, dict]]:
        given = [{"template": base64.b64encode(form.template.read()).decode(), "fields": [plain(field) for _, field in form.form.fill.fields()], "values": held}
                 for form, held in zip(forms, values, strict=True)]
        return [(base64.b64decode(each["docx"]), each["tags"]) for each in tab.evaluate(FILL, given)]

    yield fill
    tab.close()


def plain(asked: Asked) -> dict[str, object]:
    """A question as a page in Vietnamese gives it to its script."""
    found = {"id": asked.id, "kind": asked.kind, "label": asked.label.vi, "options": [{"id": option.id, "label": option.label.vi} for option in asked.options] or None}
    if isinstance(asked, FormField):
        found |= {"columns": [plain(column) for column in asked.columns], "min_rows": asked.min_rows, "max_rows": asked.max_rows,
                  "only_if": asked.only_if and {"field": asked.only_if.field, "is_one_of": [*asked.only_if.is_one_of]}}
    return {name: value for name, value in found.items() if value is not None}


@pytest.mark.bulk
def test_all_fifteen_forms_can_be_filled(catalogue: Catalogue):
    assert len(NAMES) == 15 and catalogue.forms.keys() == {*NAMES}
    assert all(form.form.fill and form.template and form.tags for form in catalogue.forms.values())


@pytest.mark.parametrize("rule", templates.ACROSS, ids=lambda rule: rule.__name__)
def test_what_is_asked_and_the_tags_of_the_template_are_the_same(catalogue: Catalogue, rule):
    assert list(rule(catalogue)) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_step_is_one_topic_of_few_questions_that_are_asked_in_both_languages(catalogue: Catalogue, name: str):
    fill = catalogue.forms[name].form.fill
    assert 3 <= len(fill.steps) <= 8 and all(1 <= len(step.fields) <= 7 for step in fill.steps)
    assert all(1 < len(step.fields) or step.fields[0].columns for step in fill.steps)
    required = [field.required for _, field in fill.fields()]
    assert any(required) and not all(required)
    said = [words for step in fill.steps for words in (step.title, step.help)]
    for _, field in fill.fields():
        for asked in (field, *field.columns):
            said += [asked.label, asked.help, asked.pattern_help, *(option.label for option in asked.options)]
    assert [str(words) for words in said if words and {language for language, _ in words.items()} != {*LANGUAGES}] == []


@pytest.mark.bulk
def test_the_templates_are_what_the_script_makes(maker: SimpleNamespace):
    for name in NAMES:
        with zipfile.ZipFile(FORMS / f"{name}.fill.docx") as kept, zipfile.ZipFile(io.BytesIO(maker.template(name))) as made:
            assert {part: kept.read(part) for part in kept.namelist()} == {part: made.read(part) for part in made.namelist()}, name


@pytest.mark.bulk
@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_light_and_says_what_its_blank_says(name: str):
    data = (FORMS / f"{name}.fill.docx").read_bytes()
    assert len(data) < 12_000
    paper = Document(io.BytesIO(data))
    about = paper.core_properties
    assert (about.author, about.last_modified_by, about.comments, about.language) == ("", "", "", "vi-VN") and about.title
    assert 'w:lang w:val="vi-VN"' in paper.styles.element.xml
    blank = text_of((FORMS / f"{name}.docx").read_bytes())
    labels = [words.strip(" .…_☐") for words in re.split(r"[\t\n☐:]| {2,}|ngày …|,", blank)]
    text = text_of(data)
    assert [label for label in labels if label and "…" not in label and label not in text] == []


@pytest.mark.bulk
@pytest.mark.parametrize("name", NAMES)
def test_a_template_has_the_looks_of_an_official_paper(name: str):
    paper = Document(FORMS / f"{name}.fill.docx")
    nation, motto, rule, title = paper.paragraphs[:4]
    assert (nation.text, motto.text, rule.text) == ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "")
    assert rule._p.find(f".//{qn('w:pBdr')}/{qn('w:top')}") is not None and title.style.name == "Heading 1"
    section = paper.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert {paper.styles[style].font.name for style in ("Normal", "Heading 1", "Heading 2")} == {"Times New Roman"}
    assert "{ngay_ky}{^ngay_ky}ngày …… tháng …… năm ……{/ngay_ky}" in paper.paragraphs[-1].text and paper.paragraphs[-1].paragraph_format.keep_with_next
    signatures = paper.tables[-1].rows[0]
    assert "(Ký, ghi rõ họ tên)" in signatures.cells[-1].text and signatures._tr.find(f".//{qn('w:cantSplit')}") is not None


def test_a_page_can_publish_every_template_in_little_weight():
    assert sum((FORMS / f"{name}.fill.docx").stat().st_size for name in NAMES) < 15 * 12_000


@pytest.mark.browser
def test_the_engine_of_the_page_shows_every_answer_and_leaves_no_tag(catalogue: Catalogue, filled):
    forms = [catalogue.forms[name] for name in NAMES]
    for form, (docx, tags) in zip(forms, filled(forms, [answers(form) for form in forms]), strict=True):
        text = text_of(docx)
        assert not re.search(r"[{}]|undefined", text), form.id
        fields = dict((field.id, field) for _, field in form.form.fill.fields())
        shown = [tags[name] for name, field in fields.items() if field.kind not in ("date", "choice", "choices", "table", "long_text")]
        shown += [line for name, field in fields.items() if field.kind == "long_text" for line in tags[name].split("\n")]
        shown += [row[column.id] for name, field in fields.items() if field.kind == "table" for row in tags[name] for column in field.columns if column.kind != "date"]
        shown += [row[f"{column.id}_ngan"] for name, field in fields.items() for row in (tags[name] if field.columns else ()) for column in field.columns if column.kind == "date"]
        assert all(shown) and [words for words in shown if words not in text] == [], form.id
        dates = [name for name, field in fields.items() if field.kind == "date"]
        assert [name for name in dates if tags[name] not in text and tags[f"{name}_ngan"] not in text] == [], form.id
        assert text.count("☒") == sum(1 if field.kind in ("choice", "choices") else 0 for field in fields.values()), form.id


@pytest.mark.browser
def test_without_answers_the_paper_can_still_be_filled_by_hand(catalogue: Catalogue, filled):
    forms = [catalogue.forms[name] for name in NAMES]
    nothing = [{field.id: [] if field.kind in ("table", "choices") else {"day": "", "month": "", "year": ""} if field.kind == "date" else
                {"so_nha": "", "xa": "", "tinh": ""} if field.kind == "address" else "" for _, field in form.form.fill.fields()} for form in forms]
    for form, (docx, _) in zip(forms, filled(forms, nothing), strict=True):
        text = text_of(docx)
        assert not re.search(r"[{}☒]|undefined", text), form.id
        blank = text_of(Path(form.file.path).read_bytes())
        assert text.count("☐") == blank.count("☐"), form.id
        assert len(re.findall("…{4,}|:\\s*\t", text)) >= len(re.findall(":\t", blank)), form.id
