"""A procedure from draft to tombstone: which pages, lists and files it stands in, on which day, and that no address is ever lost."""
from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest
from support.sites import Project, small, with_addresses

pytestmark = pytest.mark.bulk

CODE = "1.000002"
FILE = f"catalogue/procedures/so-y-te/{CODE}.yml"
OWN = re.compile(rf"(?:en/)?thu-tuc/{re.escape(CODE)}/.*|api/v1/procedures/{re.escape(CODE)}\.json")
NAME = "Xin chứng chỉ hành nghề dược"


@pytest.fixture(scope="module")
def once(tmp_path_factory) -> Project:
    """A small catalogue whose first page offers the procedure, built in this process."""
    project = with_addresses(small(tmp_path_factory.mktemp("life") / "project"))
    project.write("catalogue/catalogue.yml", project.values("catalogue/catalogue.yml") | {"common_tasks": [CODE]})
    project.publish()
    return project


@pytest.fixture
def project(once: Project, tmp_path: Path) -> Project:
    """A copy of it, to be changed."""
    return Project(shutil.copytree(once.folder, tmp_path / "project"))


def change(project: Project, **values: object) -> None:
    """Set fields of the procedure; None takes one away."""
    said = project.values(FILE) | values
    project.write(FILE, {key: value for key, value in said.items() if value is not None})


def naming(project: Project) -> set[str]:
    """Every file of the site, other than its own, that says the procedure's code or its short name in any way."""
    found = set()
    for path in project.site.rglob("*"):
        name = path.relative_to(project.site).as_posix()
        if path.is_file() and not OWN.fullmatch(name):
            data = path.read_bytes()
            if path.suffix == ".zip":
                data = b"".join(ZipFile(path).read(each) + each.encode() for each in ZipFile(path).namelist())
            if CODE.encode() in data or NAME.encode() in data:
                found.add(name)
    return found


def page(project: Project, name: str = f"thu-tuc/{CODE}/") -> str:
    """A page's HTML inside its main part."""
    text = (project.site / name / "index.html").read_text("utf-8")
    return text[text.index("<main") : text.index("</main>")]


def words(project: Project, name: str = f"thu-tuc/{CODE}/") -> str:
    """A page's words, inside its main part."""
    return " ".join(re.sub(r"<[^>]+>", " ", page(project, name)).split())


def listed(project: Project) -> dict[str, dict]:
    """The list of open data by code."""
    return {entry["code"]: entry for entry in json.loads((project.site / "api/v1/procedures.json").read_bytes())["procedures"]}


def own(project: Project) -> set[str]:
    return {name for name in project.tree() if OWN.fullmatch(name)}


PAGES = {f"thu-tuc/{CODE}/index.html", f"en/thu-tuc/{CODE}/index.html", f"thu-tuc/{CODE}/qr.svg", f"api/v1/procedures/{CODE}.json"}
SHEET = {f"thu-tuc/{CODE}/phieu/index.html"}


def is_told_as_gone(project: Project) -> bool:
    """Whether nothing but the open data and the search know of the procedure, and the search only its code, to tell that it is gone."""
    (shard,) = project.site.glob("search/first-*.js")
    text = shard.read_text("utf-8")
    return naming(project) == {"api/v1/procedures.json", f"search/{shard.name}"} and CODE in text and NAME not in text


# In force


def test_a_procedure_in_force_is_in_the_lists_the_data_and_the_sitemap(project: Project):
    assert {"thu-tuc/index.html", "en/thu-tuc/index.html", "index.html", "api/v1/procedures.json", "sitemap.xml"} <= naming(project)
    assert own(project) == PAGES | SHEET


# Draft


def test_a_draft_stands_nowhere(project: Project):
    change(project, status="draft", former_codes=["1.000009"])
    project.replace("catalogue/urls.txt", f"/thu-tuc/{CODE}/\n", "")
    project.publish()
    assert naming(project) == set()
    assert own(project) == set()
    assert not [name for name in project.tree() if "1.000009" in name]
    # Its form was the only one: what is left is the list, and that says so.
    assert {name for name in project.tree() if name.startswith("bieu-mau/")} == {"bieu-mau/index.html", "bieu-mau/danh-sach.csv"}
    assert "Chưa có mẫu đơn nào." in words(project, "bieu-mau/")


def test_a_draft_that_is_asked_for_says_that_it_is_one_and_is_kept_from_search_engines(project: Project):
    change(project, status="draft")
    project.replace("catalogue/urls.txt", f"/thu-tuc/{CODE}/\n", "")
    project.publish(drafts=True)
    assert own(project) == PAGES | SHEET
    assert "bản nháp" in words(project).lower()
    assert "draft" in words(project, f"en/thu-tuc/{CODE}/").lower()
    assert 'name="robots" content="noindex' in (project.site / f"thu-tuc/{CODE}/index.html").read_text("utf-8")
    assert listed(project)[CODE]["state"] == "draft"
    assert not (project.site / "sitemap.xml").exists() or CODE not in (project.site / "sitemap.xml").read_text("utf-8")
    project.publish()
    assert own(project) == set() and naming(project) == set()


# Abolished, replaced


def test_an_abolished_procedure_keeps_its_page_names_its_successor_and_leaves_the_lists(project: Project):
    change(project, status="abolished", effective_to="2026-08-31", replaced_by="1.000001")
    project.publish()
    assert "Không còn áp dụng từ" in words(project)
    assert 'href="../1.000001/"' in page(project)
    assert "Xin giấy phép mở phòng khám" in words(project)
    assert is_told_as_gone(project)
    assert own(project) == PAGES
    assert listed(project)[CODE] | {"state": "abolished", "replaced_by": "1.000001"} == listed(project)[CODE]


def test_one_that_ends_on_a_day_is_in_force_on_it_and_gone_on_the_next(project: Project):
    change(project, effective_to="2026-12-31", replaced_by="1.000001")
    project.publish(on="2026-12-31")
    assert "Không còn áp dụng" not in words(project)
    assert "index.html" in naming(project)
    project.publish(on="2027-01-01")
    assert listed(project)[CODE]["state"] == "replaced"
    assert "Không còn áp dụng từ 01/01/2027" in words(project)
    assert is_told_as_gone(project)
    assert own(project) == PAGES


# Announced


def test_an_announced_procedure_says_from_when_it_holds_and_changes_on_that_day(project: Project):
    change(project, effective_from="2027-03-01")
    project.publish()
    assert "01/03/2027" in words(project)
    assert listed(project)[CODE]["state"] == "announced"
    before = words(project)
    project.publish(on="2027-03-01")
    assert listed(project)[CODE]["state"] == "in_force"
    assert words(project) != before
    project.publish()
    assert words(project) == before


def test_the_build_knows_the_day_from_which_a_state_no_longer_holds(sample: Project):
    sample.replace("catalogue/procedures/so-tu-phap/2.000635.yml", "status: in_force", "status: in_force\neffective_to: 2026-12-31")
    sample.build()
    for day, is_new in (("2026-12-30", False), ("2026-12-31", False), ("2027-01-01", True), ("2026-12-31", True), ("2026-11-22", False)):
        done = sample.run("--date", day)
        assert done.returncode == 0, done.stderr
        assert ("không có gì thay đổi" not in done.stdout) == is_new, day


# Internal


def test_an_internal_procedure_is_in_the_list_of_its_own_and_in_no_other(project: Project):
    change(project, is_internal="true", executing_agencies=["so-y-te"])
    file = project.file(FILE)
    file.write_text(file.read_text("utf-8").replace('is_internal: "true"', "is_internal: true"), "utf-8")
    project.publish()
    assert own(project) == PAGES | SHEET
    assert {"noi-bo/index.html", "en/noi-bo/index.html"} <= naming(project)
    assert not {"index.html", "doi-tuong/cong-dan/index.html", "thu-tuc/danh-sach.csv", "linh-vuc/duoc-pham/danh-sach.csv"} & naming(project)
    a_to_z = (project.site / "thu-tuc/index.html").read_text("utf-8")
    assert a_to_z.index("Xin giấy phép mở phòng khám") < a_to_z.index(NAME)
    assert CODE not in (project.site / "sitemap.xml").read_text("utf-8")
    assert listed(project)[CODE]["is_internal"] is True


# Addresses


def test_a_former_code_leads_to_the_present_page_in_both_languages(project: Project):
    change(project, former_codes=["1.000009"])
    with_addresses(project).publish()
    for start in ("thu-tuc", "en/thu-tuc"):
        text = (project.site / start / "1.000009" / "index.html").read_text("utf-8")
        assert re.search(rf'http-equiv="?refresh"?[^>]*url=\.\./{CODE}/', text, re.IGNORECASE)
        assert f'href="../{CODE}/"' in text
        assert "<script" not in text
    assert "1.000009" not in (project.site / "sitemap.xml").read_text("utf-8")


def check(project: Project) -> list[str]:
    """What `check` says of the small project, run from this one's code."""
    from motcua.load import check_across, load

    found, problems = load(project.catalogue, project.folder / "templates" / "forms", project.cache)
    return [f"{Path(each.file).name} {each.rule}" for each in sorted({*problems, *check_across(found, project.catalogue, project.folder / "templates" / "forms")})
            if each.is_error]


def test_a_code_that_vanishes_without_a_tombstone_is_an_error_in_the_ledger(project: Project):
    project.procedure("1.000001").unlink()
    assert {each.split()[0] for each in check(project)} == {"urls.txt"}


def test_a_code_that_lives_on_as_a_former_one_has_not_vanished(project: Project):
    project.procedure("1.000001").unlink()
    change(project, former_codes=["1.000001"])
    assert check(project) == []
    project.publish()
    assert (project.site / "thu-tuc/1.000001/index.html").is_file()


def test_the_verb_writes_new_addresses_once_and_never_takes_one_away(fresh: Project):
    ledger = fresh.file("catalogue/urls.txt")
    kept = ledger.read_text("utf-8")
    ledger.write_text("".join(line for line in kept.splitlines(True) if "2.000815" not in line) + "/thu-tuc/9.999999/\n", "utf-8")
    assert fresh.run("check", start=("-m", "motcua")).returncode == 1
    done = fresh.run("urls", start=("-m", "motcua"))
    assert (done.returncode, done.stdout) == (0, "Đã ghi 1 địa chỉ mới vào catalogue/urls.txt.\n"), done.stderr
    assert ledger.read_text("utf-8") == kept.replace("/trang/", "/thu-tuc/9.999999/\n/trang/", 1)
    before = ledger.stat().st_mtime_ns
    assert fresh.run("urls", "--lang", "en", start=("-m", "motcua")).returncode == 0
    assert ledger.stat().st_mtime_ns == before


def test_a_draft_has_no_address_to_be_kept(project: Project):
    change(project, status="draft")
    project.file("catalogue/urls.txt").unlink()
    text = with_addresses(project).file("catalogue/urls.txt").read_text("utf-8")
    assert CODE not in text and "/thu-tuc/1.000001/" in text
