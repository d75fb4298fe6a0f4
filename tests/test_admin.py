"""The browser editor: what it is told of every field, when it is published, and that saving changes what was changed and nothing else."""
from __future__ import annotations

import difflib
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from support import decap
from support.chromium import Pages
from support.forge import git
from support.server import serving
from support.sites import Loaded, Project, copied, small, with_addresses

from motcua import commands
from motcua.catalogue import Catalogue
from motcua.model import Component, Publisher
from motcua.source import parse
from motcua.tools import admin
from motcua.tools.admin.configuration import backend_of, configuration
from motcua.tools.fields import FILES, fields
from motcua.tools.rewrite import rewritten

pytestmark = pytest.mark.bulk

HERE = Path(__file__).parents[1]
PROXY = {"name": "proxy", "proxy_url": "http://127.0.0.1:1/api/v1"}
ON_GITHUB = {"backend": "github", "repository": "lam-giang/thu-tuc", "sign_in_url": "https://dang-nhap.lamgiang.example"}
ON_GITLAB = {"backend": "gitlab", "repository": "lam-giang/thu-tuc", "sign_in_url": "https://git.lamgiang.example/", "app_id": "abc"}
# Decap draws hundreds of boxes, on a machine that does other things too.
_PATIENCE = 30_000
FEE = "catalogue/procedures/so-tu-phap/2.000635.yml"


@pytest.fixture(scope="module")
def catalogue(loaded: Loaded) -> Catalogue:
    return loaded[0]


@pytest.fixture(scope="module")
def settings(catalogue) -> dict:
    return configuration(catalogue, PROXY)


# What Decap is told


def described_by(widgets: list[dict]) -> dict[str, dict]:
    return {each["name"]: each for each in widgets}


def lacking(widgets: list[dict], model: type, place: str, depth: int = 0) -> Iterator[str]:
    """The places of fields without a widget."""
    told = described_by(widgets)
    for name, held in fields(model).items():
        at = f"{place}.{name}"
        if name not in told:
            yield at
        elif held.kind == "record" and not (held.model is Component and depth == 3):
            yield from lacking(told[name]["fields"], held.model, at, depth + (held.model is model))


def test_every_field_has_a_widget_in_the_order_of_the_file(settings):
    models = settings["models"]
    assert {"procedure", "decision", "department", "form"} < models.keys()
    assert {kind: [each["name"] for each in told] for kind, told in models.items()} == {kind: list(fields(FILES[kind])) for kind in models}
    cut = {place for kind, told in models.items() for place in lacking(told, FILES[kind], kind)}
    assert cut == {"procedure.dossier.components.of.of.of"}


def test_every_field_and_every_choice_is_named_in_vietnamese(settings):
    def nodes(held: object) -> Iterator[dict]:
        if isinstance(held, dict):
            yield held
        for each in held.values() if isinstance(held, dict) else held if isinstance(held, list) else ():
            yield from nodes(each)

    labelled = [each for each in nodes(settings) if "widget" in each and "label" in each]
    assert len(labelled) > 300
    assert [each for each in nodes(settings) if "value" in each and not each.get("label")] == []
    assert [each["name"] for each in labelled if re.fullmatch("[a-z_]+", each["label"])] == []


def test_a_collection_lies_where_its_files_lie(settings):
    folders = {each["folder"] for each in settings["collections"] if "folder" in each}
    files = {each["file"] for of in settings["collections"] for each in of.get("files", ())}
    assert [path for path in folders if not list((HERE / path).glob("*.yml"))] == []
    assert [path for path in files if not (HERE / path).is_file()] == []
    edited = {path for folder in folders for path in (HERE / folder).glob("*.yml")}
    assert {*(HERE / "catalogue" / "procedures").glob("*/*.yml"), *(HERE / "templates" / "forms").glob("*/*.yml")} <= edited


def test_nothing_is_required_of_a_record_that_nobody_filled_in(settings):
    told = described_by(settings["models"]["procedure"])
    assert told["name"]["required"] and not told["payment"]["required"]
    assert described_by(told["fees"]["fields"])["status"]["required"], "an item of a list is there"
    within = described_by(described_by(told["processing_time"]["fields"])["file_within"]["fields"])
    assert not within["text"]["required"], "the whole record may be absent"


def publisher(admin_values: dict) -> Publisher:
    values = {"schema_version": 1, "title": "Thủ tục", "authority": "Sở", "languages": ["vi"], "licence": {"name": "CC BY 4.0"}, "contact": {}}
    return Publisher.model_validate(values | {"admin": admin_values})


@pytest.mark.parametrize(("values", "expected"), [
    (ON_GITHUB, {"name": "github", "repo": "lam-giang/thu-tuc", "branch": "main", "base_url": "https://dang-nhap.lamgiang.example", "open_authoring": True}),
    (ON_GITLAB, {"name": "gitlab", "repo": "lam-giang/thu-tuc", "branch": "main", "base_url": "https://git.lamgiang.example",
                 "auth_type": "pkce", "app_id": "abc", "api_root": "https://git.lamgiang.example/api/v4"}),
])
def test_changes_are_proposed_to_the_forge_that_the_catalogue_names(catalogue, values: dict, expected: dict):
    backend = backend_of(publisher(values).admin)
    assert backend == expected
    assert configuration(catalogue, backend)["publish_mode"] == "editorial_workflow"


def test_without_being_asked_for_there_is_no_editor(fresh: Project, capsys, monkeypatch):
    monkeypatch.chdir(fresh.folder)
    assert commands.main(["admin", "--into", "out"]) == 2
    assert "admin" in capsys.readouterr().err and not fresh.file("out").exists()


def test_without_decap_it_is_said_what_to_run(fresh: Project, capsys, monkeypatch):
    monkeypatch.chdir(fresh.folder)
    monkeypatch.setattr(admin, "INSTALLED", fresh.folder)
    assert commands.main(["admin", "--into", "out", "--proxy", PROXY["proxy_url"]]) == 2
    assert "make admin" in capsys.readouterr().err


@pytest.mark.parametrize(("said", "is_wanted"), [("admin:\n  backend: github\n", True), ("title: admin\n", False)])
def test_set_up_brings_decap_only_for_a_catalogue_that_asks(tmp_path: Path, said: str, is_wanted: bool):
    for name in ("Makefile", "requirements.lock"):
        shutil.copyfile(HERE / name, tmp_path / name)
    for name in ("catalogue/catalogue.yml", "admin/package-lock.json"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(said, "utf-8")
    done = subprocess.run(["make", "--dry-run", "setup"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    assert ("npm ci --prefix admin" in done.stdout) is is_wanted


def test_decap_is_locked_by_digest_and_not_by_address():
    packages = json.loads((HERE / "admin" / "package-lock.json").read_text("utf-8"))["packages"]
    held = {path.removeprefix("node_modules/"): each for path, each in packages.items() if path}
    assert [name for name, each in held.items() if not each["integrity"].startswith("sha512-") or "resolved" in each] == []
    wanted = json.loads((HERE / "admin" / "package.json").read_text("utf-8"))["dependencies"]
    assert wanted == {name: each["version"] for name, each in held.items()} and wanted.keys() == {"decap-cms", "js-yaml"}


@pytest.mark.bulk
@pytest.mark.parametrize(("values", "writes_to"), [(ON_GITHUB, "https://api.github.com"), (ON_GITLAB, "https://git.lamgiang.example")])
def test_the_site_has_the_editor_where_the_catalogue_asks_for_it(tmp_path: Path, values: dict, writes_to: str):
    project = with_addresses(small(tmp_path / "project"))
    build = ("--quiet",)
    done = project.run(*build, start=(str(HERE / "build.py"), "--catalogue", "catalogue", "--templates", "templates", "--site", "site"))
    assert done.returncode == 0, done.stderr
    assert not (project.site / "admin").exists()
    project.write("catalogue/catalogue.yml", project.values("catalogue/catalogue.yml") | {"admin": values})
    done = project.run(*build, start=(str(HERE / "build.py"), "--catalogue", "catalogue", "--templates", "templates", "--site", "site"))
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (project.site / "admin").iterdir()} == {
        "index.html", "settings.json", "admin.js", "admin.css", "layout.js", "decap-cms.js", "js-yaml.js", "licences.txt"}
    page = (project.site / "admin" / "index.html").read_text("utf-8")
    assert f"connect-src 'self' blob: data: {writes_to}\"" in page and "noindex" in page
    assert "MIT License" in (project.site / "admin" / "licences.txt").read_text("utf-8")


# How it writes


def laid_out(texts: list[str]) -> list[str]:
    """Each file as the editor writes it when nothing was changed, by the editor's own script."""
    command = ["node", HERE / "tests" / "support" / "layout.mjs", admin.INSTALLED / "js-yaml" / "dist" / "js-yaml.min.js", admin.HERE / "layout.js"]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)


@pytest.mark.bulk
def test_the_editor_lays_every_file_out_as_fmt_does():
    paths = [(path, kind) for kind, place in (("procedure", "catalogue/procedures/*/*.yml"), ("decision", "catalogue/decisions/*.yml"),
             ("department", "catalogue/departments/*.yml"), ("form", "templates/forms/*/*.yml"), ("fields", "catalogue/fields.yml"),
             ("laws", "catalogue/laws.yml"), ("glossary", "catalogue/glossary.yml")) for path in sorted(HERE.glob(place))]
    assert len(paths) > 70
    texts = [rewritten(path.read_bytes(), FILES[kind]).decode() for path, kind in paths]
    without_remarks = [text for text in texts if not re.search(r"(?m)^\s*#|\s#\s", text)]
    assert len(without_remarks) > 70
    assert [one for one, other in zip(without_remarks, laid_out(without_remarks), strict=True) if one != other] == []


@pytest.mark.bulk
def test_a_text_that_yaml_could_read_as_something_else_stays_a_text():
    words = ["no", "Yes", "~", "null", "07:30", "12:30:45", "1.004222", "2.000648.01", "012", "0x1F", "1_000", "1e3", ".5", "+84", "-", "=", "<<", "", " a", "a ",
             "a: b", "a:", "a #b", "#a", "'a", '"a"', "a\\b", "[a]", "{a}", "- a", "* a", "& a", "! a", "| a", "> a", "% a", "@a", "`a", "a\tb", "\ta", "a\n\n",
             "Đơn: số 1", "đ", "½", "😀", "true", "Infinity", ".nan", "y", "a\nb\n", " \n a", "x" * 300]
    (written,) = laid_out([json.dumps({"word": [{"title": each} for each in words]}, ensure_ascii=False)])
    read = parse(written.encode(), "words.yml")
    assert read.problems == [] and [dict(each)["title"] for each in read.values["word"]] == [each for each in words]


# In a browser, writing into a folder


@dataclass
class Editor:
    """The editor as somebody sees it, and the folder into which it writes."""

    page: Page
    address: str
    project: Project
    complaints: list[str]

    def open(self, collection: str, entry: str) -> None:
        self.page.goto(f"{self.address}#/collections/{collection}/entries/{entry}")
        self.page.locator("[id*='-field-']").first.wait_for()

    def field(self, name: str):
        """The box of a field; the first where several have that name."""
        return self.page.locator(f"[id^='{name}-field-']").first

    def write(self, name: str, words: str) -> None:
        """Fill a field of the record itself."""
        self.page.locator(f"input[id^='{name}-field-'], textarea[id^='{name}-field-']").last.fill(words)

    def save(self) -> None:
        expect(self.page.get_by_text("Thay đổi chưa được lưu")).to_be_visible(timeout=_PATIENCE)
        self.page.get_by_role("button", name="Công bố").first.click()
        self.page.get_by_role("menuitem", name="Công bố ngay").click()

    def saved(self) -> None:
        self.save()
        expect(self.page.get_by_text("Thay đổi đã được lưu")).to_be_visible(timeout=_PATIENCE)


@pytest.fixture(scope="module")
def workplace(tmp_path_factory) -> Iterator[tuple[Project, str]]:
    """A copy of the sample into which the editor writes, and the editor's address."""
    project = copied(tmp_path_factory.mktemp("admin") / "project")
    with decap.writing(project.folder) as proxy:
        into = project.folder / "served" / "admin"
        assert commands.main(["admin", "--catalogue", str(project.catalogue), "--into", str(into), "--proxy", proxy]) == 0
        with serving(into.parent) as address:
            yield project, f"{address}admin/"


@pytest.fixture
def editor(workplace: tuple[Project, str], page: Pages) -> Iterator[Editor]:
    project, address = workplace
    view = page()
    complaints: list[str] = []
    view.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    view.goto(address)
    view.get_by_role("button", name="Đăng nhập").click()
    view.get_by_text("Ủy ban nhân dân xã, phường").first.wait_for()
    yield Editor(view, address, project, complaints)
    assert complaints == []


def changed_lines(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in lines if line[0] in "+-" and line[:3] not in ("+++", "---")]


def formatted(project: Project, name: str, kind: str) -> str:
    """The file as `motcua fmt` lays it out."""
    return rewritten(project.file(name).read_bytes(), FILES[kind]).decode()


@pytest.mark.bulk
@pytest.mark.browser
def test_a_changed_fee_and_its_decision_are_all_that_differs_in_the_file(editor: Editor):
    before = formatted(editor.project, FEE, "procedure")
    editor.open("procedures-so-tu-phap", "2.000635")
    fees = editor.field("fees")
    fees.get_by_test_id("expand-button").first.click()
    fees.locator("[class*=ListItemTopBar] button").first.click()
    fees.locator("input[id^='amount-field-']").first.fill("3000")
    decisions = editor.field("publication_decisions")
    decisions.get_by_role("button", name="Thêm").click()
    decisions.locator("input[type=text]").last.fill("2351-qd-ubnd")
    editor.saved()
    after = formatted(editor.project, FEE, "procedure")
    assert editor.project.file(FEE).read_text("utf-8") == after, "what the editor writes stands as fmt lays it out"
    changes = changed_lines(before, after)
    held = next(line for line in before.splitlines() if line.startswith("publication_decisions:"))
    assert changes == ["-    amount: 8000", "+    amount: 3000", f"-{held}", f"+{held[:-1]}, 2351-qd-ubnd]"]


@pytest.mark.bulk
@pytest.mark.browser
@pytest.mark.parametrize(("collection", "entry", "kind", "name", "field", "line"), [
    ("procedures-cong-an-thanh-pho", "1.004222", "procedure", "catalogue/procedures/cong-an-thanh-pho/1.004222.yml", "correction", "correction: Chép nhầm"),
    ("departments", "cong-an-cap-xa", "department", "catalogue/departments/cong-an-cap-xa.yml", "updated_on", "updated_on: 2026-11-23"),
    ("decisions", "2351-qd-ubnd", "decision", "catalogue/decisions/2351-qd-ubnd.yml", "updated_on", "updated_on: 2026-11-23"),
])
def test_what_was_not_touched_keeps_its_value_and_its_place(editor: Editor, collection, entry, kind, name, field, line):
    before = formatted(editor.project, name, kind)
    editor.open(collection, entry)
    editor.write(field, line.partition(": ")[2])
    editor.saved()
    assert [each for each in changed_lines(before, formatted(editor.project, name, kind)) if not each.startswith(f"-{field}")] == [f"+{line}"]


@pytest.mark.bulk
@pytest.mark.browser
def test_a_phrase_in_a_list_is_changed_in_one_language_and_another_is_added(editor: Editor):
    name = "catalogue/procedures/so-cong-thuong/2.000648.yml"
    before = formatted(editor.project, name, "procedure")
    editor.open("procedures-so-cong-thuong", "2.000648")
    editor.field("processing_time").get_by_test_id("expand-button").first.click()
    held = editor.field("not_counted")
    held.locator("textarea[lang=vi]").first.fill("Thời gian bạn bổ sung giấy tờ")
    held.get_by_role("button", name="Thêm").click()
    held.locator("textarea[lang=vi]").last.fill("Ngày nghỉ, ngày lễ")
    editor.saved()
    assert changed_lines(before, formatted(editor.project, name, "procedure")) == [
        "-    - vi: Thời gian bạn bổ sung hồ sơ", "+    - vi: Thời gian bạn bổ sung giấy tờ", "+    - Ngày nghỉ, ngày lễ"]


@pytest.mark.bulk
@pytest.mark.browser
def test_a_new_decision_is_a_file_that_the_catalogue_takes(editor: Editor):
    editor.page.goto(f"{editor.address}#/collections/decisions/new")
    editor.page.locator("[id^='number-field-']").wait_for()
    for name, words in (("id", "99-qd-ubnd"), ("number", "99/QĐ-UBND"), ("issued_on", "2026-11-20")):
        editor.write(name, words)
    editor.saved()
    assert formatted(editor.project, "catalogue/decisions/99-qd-ubnd.yml", "decision") == "id: 99-qd-ubnd\nnumber: 99/QĐ-UBND\nissued_on: 2026-11-20\n"
    found = editor.project.load()
    assert found.decisions["99-qd-ubnd"].number == "99/QĐ-UBND"


@pytest.mark.bulk
@pytest.mark.browser
def test_with_the_editorial_workflow_saving_proposes_a_branch(page: Pages, tmp_path: Path):
    project = copied(tmp_path / "project")
    shutil.copyfile(HERE / ".gitignore", project.file(".gitignore"))
    for words in (("init", "--quiet", "--initial-branch=main"), ("config", "user.name", "Somebody"), ("config", "user.email", "somebody@example.org"),
                  ("add", "--all"), ("commit", "--quiet", "--message", "The catalogue as it stands")):
        git(project.folder, *words)
    before = git(project.folder, "rev-parse", "main")
    with decap.writing(project.folder, proposing=True) as proxy, serving(tmp_path / "served") as address:
        into = tmp_path / "served" / "admin"
        assert commands.main(["admin", "--catalogue", str(project.catalogue), "--into", str(into), "--proxy", proxy]) == 0
        settings = json.loads((into / "settings.json").read_text("utf-8"))
        workflow = settings | {"publish_mode": "editorial_workflow", "backend": settings["backend"] | {"branch": "main"}}
        (into / "settings.json").write_text(json.dumps(workflow), "utf-8")
        view = page(f"{address}admin/")
        view.get_by_role("button", name="Đăng nhập").click()
        view.get_by_text("Ủy ban nhân dân xã, phường").first.wait_for()
        editor = Editor(view, f"{address}admin/", project, [])
        editor.open("decisions", "2351-qd-ubnd")
        editor.write("updated_on", "2026-11-23")
        view.get_by_role("button", name="Lưu").first.click()
        expect(view.get_by_text("Thay đổi đã được lưu")).to_be_visible(timeout=_PATIENCE)
    assert git(project.folder, "rev-parse", "main") == before
    assert git(project.folder, "diff", "--name-only", "main", "cms/decisions/2351-qd-ubnd") == "catalogue/decisions/2351-qd-ubnd.yml"
    assert git(project.folder, "log", "-1", "--format=%s", "cms/decisions/2351-qd-ubnd") == "Sửa Quyết định công bố: 2351-qd-ubnd"


@pytest.mark.bulk
@pytest.mark.browser
def test_remarks_that_would_be_lost_are_listed_before_saving(editor: Editor, page: Pages):
    name = "catalogue/decisions/2290-qd-ubnd.yml"
    path = editor.project.file(name)
    path.write_text(path.read_text("utf-8").replace("\nnumber: ", "\n# Chờ bản có dấu\nnumber: ", 1) + "url: https://lamgiang.example/#a # xem lại\n", "utf-8")
    before, asked = path.read_bytes(), []

    def answer(dialog) -> None:
        asked.append(dialog.message)
        dialog.accept() if len(asked) > 1 else dialog.dismiss()

    editor.page.on("dialog", answer)
    editor.open("decisions", "2290-qd-ubnd")
    editor.write("updated_on", "2026-11-23")
    editor.save()
    expect(editor.page.get_by_text("tệp giữ nguyên")).to_be_visible(timeout=_PATIENCE)
    assert path.read_bytes() == before
    # Decap stops saving by what a listener throws, and repeats that.
    assert [each.partition("\n")[0] for each in editor.complaints] == ["Error: Chưa lưu, tệp giữ nguyên. Muốn giữ ghi chú thì sửa tệp bằng trình soạn thảo văn bản."]
    editor.complaints.clear()
    page.log.errors.clear()
    lines = before.decode().splitlines()
    assert asked[0].split("\n\n")[1].splitlines() == ["2: # Chờ bản có dấu", f"{len(lines)}: # xem lại"]
    editor.saved()
    assert b"updated_on: 2026-11-23" in path.read_bytes() and b"# " not in path.read_bytes()
