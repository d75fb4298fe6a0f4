"""Change any single field of any kind of record: an incremental build equals a clean one byte for byte, and rewrites no more than
what shows the field.
"""
from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from support.excerpts import cut_down
from support.sites import ADDRESS, HERE, Project, copied, small, tiny as tiny_with_program, with_addresses

from motcua import cards, load, source, verdict
from motcua.catalogue import Stored
from motcua.model import Procedure
from motcua.outputs.artifact import Artifact
from motcua.outputs.bundle import unbundled
from motcua.outputs.keys import Keys
from motcua.outputs.order import Order
from motcua.outputs.pages import procedure
from motcua.outputs.render import Look
from motcua.tools.yaml_layout import yaml

pytestmark = pytest.mark.bulk

At = tuple[str | int, ...]
# Changed by themselves these break a rule or name another record; what they do is tried in tests of their own.
IDENTITIES = {"id", "code", "number", "file", "schema_version", "languages", "completeness", "origin", "choose", "channel"}
# Pages and tables that show procedures by name, time, fee or place, and what the search knows of them.
SHOWN_IN = r"(?:|co-quan|linh-vuc|cap|doi-tuong|viec-trong-doi|cung-loai|noi-bo|moi-thay-doi|noi-nop|bieu-mau|van-ban|quyet-dinh|du-lieu|thu-tuc|tim)"
LISTS = re.compile(
    rf"(?:en/)?{SHOWN_IN}(?:/(?!\d\.\d{{6}})[a-z0-9-]+)*/?(?:index\.html|danh-sach\.csv)|sitemap(?:-\d+)?\.xml|api/v1/(?:procedures|forms)\.json|bieu-mau/[a-z-]+\.(?:js|zip)|viec-trong-doi/[a-z0-9-]+/mau-don\.zip|search/(?:text/)?[a-z0-9-]+\.js")


class Change(NamedTuple):
    """One value of one file, and another that the model takes in its place."""

    file: str
    at: At
    old: Any
    new: Any

    def __str__(self) -> str:
        return f"{self.file}: {'.'.join(map(str, self.at))}"


def leaves(value: Any, at: At = ()) -> Iterator[tuple[At, Any]]:
    """Every single value with its path."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if items is None:
        yield at, value
    else:
        for key, each in items:
            yield from leaves(each, (*at, key))


def shape(kind: str, at: At) -> tuple:
    """A path without the places in lists: what makes two values the same field."""
    return kind, *(part for part in at if isinstance(part, str))


def another(value: str) -> Iterator[str]:
    """Values that a field may have instead, the nearest first."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        yield (date.fromisoformat(value) + timedelta(days=1)).isoformat()
    elif value.isdecimal():
        yield str(int(value) + 1)
    elif value in ("true", "false"):
        yield "false" if value == "true" else "true"
    yield from (f"{value} nữa", f"x{value}", value + "-x", value + "/x", "not_stated", "in_person", "province")


def put(values: Any, at: At, new: Any) -> None:
    for part in at[:-1]:
        values = values[part]
    values[at[-1]] = new


KINDS = {"catalogue": "publisher", "templates": "form", "life-events": "life_events"}


def kind_of(name: str) -> str:
    """The kind of record that a file holds."""
    parts = name.split("/")
    kind = parts[1].removesuffix("s") if parts[0] == "catalogue" and len(parts) > 2 else parts[0] if len(parts) > 2 else parts[1].removesuffix(".yml")
    return KINDS.get(kind, kind)


# Together these procedures hold every field that any procedure of the sample holds, and enough for every kind of list.
KEPT = ("1.001193", "1.001612", "1.004222", "1.009994", "1.012784", "1.013225", "1.013227", "1.014840", "1.116407",
        "2.000110", "2.000635", "2.000648", "2.000815", "6.006593")
FIELDS = 300
MODELS = load.MODELS | {"procedure": Procedure}


def changes(project: Project) -> Iterator[Change]:
    """For each field of each kind of record, one value of one file with another value that stands under the same rules."""
    seen: set[tuple] = set()
    files = sorted(path for root in ("catalogue", "templates/forms") for path in project.file(root).rglob("*.yml"))
    for path in files:
        name = path.relative_to(project.folder).as_posix()
        kind, read = kind_of(name), read_anew(project, name)
        for at, old in leaves(read.values):
            field = shape(kind, at)
            if field in seen or at[-1] in IDENTITIES or at[0] in ("sources", "illustrative", "gaps"):
                continue
            for new in another(str(old)):
                put(read.values, at, new)
                if is_taken(kind, read):
                    seen.add(field)
                    yield Change(name, at, old, new)
                    break
            put(read.values, at, old)


def read_anew(project: Project, name: str) -> source.Source:
    """What a file says, with the places of a file that says the same in our layout."""
    values = project.values(name)
    return source.Source(name, values, source.parse(yaml(values).encode(), name).places, [])


def is_taken(kind: str, read: source.Source) -> bool:
    """Whether the model and the rules of a single record take the values."""
    record, problems = verdict.judged(MODELS[kind], kind, read)
    return record is not None and not any(problem.is_error for problem in problems)


# Changes that are made together


def grouped(project: Project, found: list[Change]) -> Iterator[list[Change]]:
    """The changes in groups of which none hides what another of its group leaves stale.

    Of procedures, those that move the same digests of their cards, in one half of the files, so that the other half must stay as it is; of all
    else, which every page knows by one digest, those of one kind of record.
    """
    groups: dict[tuple, list[Change]] = {}
    halves = {path.stem: number % 2 for number, path in enumerate(sorted(project.catalogue.glob("procedures/*/*.yml")))}
    for change in found:
        half = halves.get(Path(change.file).stem)
        group = (kind_of(change.file),) if half is None else (half, *moved(project, change))
        groups.setdefault(group, []).append(change)
    for together in groups.values():
        yield from settled(project, together)


def moved(project: Project, change: Change) -> tuple[bool, ...]:
    """Which digests of a procedure's card are others after the change, and whether what the card keeps to itself is."""
    read = read_anew(project, change.file)
    before = card_of(read)
    put(read.values, change.at, change.new)
    after = card_of(read)
    assert before and after
    return (*(getattr(before, each) != getattr(after, each) for each in ("shown", "sought", "told")),
            before._replace(shown="", sought="", told="") != after._replace(shown="", sought="", told=""))


def card_of(read: source.Source) -> cards.Card:
    record, _ = verdict.judged(Procedure, "procedure", read)
    return cards.as_shown(cards.card_of(record, read.name, ""), record)


def settled(project: Project, together: list[Change]) -> list[list[Change]]:
    """The changes that the rules across the catalogue take, in as few groups as they take at once."""
    if is_loaded(project, together):
        return [together]
    if len(together) == 1:
        return []
    half = len(together) // 2
    groups = [*settled(project, together[:half]), *settled(project, together[half:])]
    left = [change for group in groups for change in group]
    return [left] if len(groups) > 1 and is_loaded(project, left) else groups


def is_loaded(project: Project, together: list[Change]) -> bool:
    with made(project, together):
        try:
            project.load()
        except AssertionError as refused:
            assert "rule=" in str(refused), refused
            return False
    return True


@contextmanager
def made(project: Project, together: list[Change]) -> Iterator[None]:
    """The changes stand in their files for as long as they are looked at."""
    before = {name: project.file(name).read_bytes() for name in {change.file for change in together}}
    try:
        for name in before:
            values = project.values(name)
            for change in together:
                if change.file == name:
                    put(values, change.at, change.new)
            project.write(name, values)
        yield
    finally:
        for name, data in before.items():
            project.file(name).write_bytes(data)


# What a build would do of them


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Project:
    """A copy of what holds every field in the sample, built in this process."""
    project = cut_down(copied(tmp_path_factory.mktemp("incremental") / "project"), KEPT)
    project.publish()
    return project


class Clean(NamedTuple):
    """The catalogue without a change: the artifacts of its site, their keys, and what was kept of its plan."""

    artifacts: dict[str, Artifact]
    keys: dict[str, str]
    kept: dict[str, bytes]


def test_any_single_field_of_any_record_rebuilds_what_a_clean_build_would_make(project: Project, monkeypatch, rounds):
    for known in (Look, Stored):  # Templates and records are the same when the digest of all that they say is.
        monkeypatch.setattr(known, "__eq__", lambda one, other: one.digest == other.digest)
    found = list(changes(project))
    assert len(found) >= FIELDS
    # In `make torture` each is built alone, and every file of the site is made once more.
    is_thorough = rounds(1) > 1
    groups = [group for change in found for group in settled(project, [change])] if is_thorough else list(grouped(project, found))
    assert sum(map(len, groups)) > 0.9 * len(found)
    plan = project.plan()
    kept = {name: (project.cache / name).read_bytes() for name in ("bundles.json", "imports.json")}
    clean = Clean({artifact.path: artifact for artifact in plan}, keys_of(project, plan), kept)
    assert [fault for group in groups for fault in faults_of(project, clean, group, is_thorough)] == []


def keys_of(project: Project, plan: list[Artifact]) -> dict[str, str]:
    """The key of every file."""
    keys = Keys(project.cache)
    return {artifact.path: keys.of(artifact) for artifact in plan}


def faults_of(project: Project, clean: Clean, together: list[Change], is_thorough: bool) -> list[str]:
    """What is wrong after the changes; of several, what is wrong after each alone, if that is anything."""
    with made(project, together):
        faults = [f"{' and '.join(map(str, together))}: {fault}" for fault in faults_now(project, clean, together, is_thorough)]
    if faults and len(together) > 1:
        return [fault for change in together for fault in faults_of(project, clean, [change], is_thorough)] or faults
    return faults


def faults_now(project: Project, clean: Clean, together: list[Change], is_thorough: bool) -> Iterator[str]:
    """A file that would be kept and that a clean build would make otherwise; a plan that would be kept and is another; files that would be
    rewritten and do not show what was changed."""
    parts = tuple(project.parts())
    plan = list(unbundled(parts))
    now = keys_of(project, plan)
    aside = project.folder / ".cache" / "recalled"
    aside.mkdir(exist_ok=True)
    for name, data in clean.kept.items():
        (aside / name).write_bytes(data)
    recalled = Order(parts, aside)
    recalled.work_out()
    if recalled.keys != now:
        yield "what was kept of the plan is not the plan"
    if is_thorough:
        project.publish()
    for artifact in plan:
        before = clean.artifacts.get(artifact.path)
        # A file that is made of the same inputs by the same function is the same file; only what a key does not tell can be stale.
        is_in_doubt = now[artifact.path] == clean.keys.get(artifact.path) and (artifact.make, artifact.inputs) != (before.make, before.inputs)
        if (is_thorough or is_in_doubt) and (project.site / artifact.path).read_bytes() != artifact.make(artifact.inputs):
            yield f"{artifact.path} is stale"
    if all(change.file.startswith("catalogue/procedures/") for change in together):
        may = [allowed(project, file) for file in {change.file for change in together}]
        yield from (f"rewrites {path}" for path in clean.keys | now if clean.keys.get(path) != now.get(path) and not any(each(path) for each in may))


def allowed(project: Project, file: str) -> Callable[[str], bool]:
    """Which files may be rewritten for a change of the procedure of this file: its own, lists, and those of procedures that name it."""
    catalogue = project.load()
    code = next(card.code for card in catalogue.cards if card.file == str(project.file(file)))
    near = {code, *(card.code for card in catalogue.cards if code in (*card.targets.get("procedure", ()), *card.mentions, card.replaced_by))}
    forms = {form for card in catalogue.cards if card.code == code for form in card.targets.get("form", ())}
    departments = {form.partition("/")[0] for form in forms}

    def may(path: str) -> bool:
        return bool(LISTS.fullmatch(path)) or any(f"/{each}/" in path or path == f"api/v1/procedures/{each}.json" for each in near) or (
            path.startswith("bieu-mau/") and path.split("/")[1] in departments)

    return may


def test_when_all_is_as_before_the_site_is_as_before(project: Project):
    project.publish()
    before = project.tree()
    project.replace("catalogue/laws.yml", "vi: Luật Hộ tịch\n", "vi: Luật Hộ tịch mới\n")
    project.publish()
    project.replace("catalogue/laws.yml", "vi: Luật Hộ tịch mới\n", "vi: Luật Hộ tịch\n")
    project.publish()
    assert project.tree() == before


def test_the_rule_of_narrowness_knows_every_field_of_a_card():
    # A field that is added to the card is shown somewhere: then the lists above must be looked at again.
    assert set(cards.Card._fields) >= {"code", "targets", "mentions", "replaced_by"}
    assert procedure.Inputs.__dataclass_params__.frozen


# The expected set, exactly


@pytest.fixture(scope="module")
def tiny_once(tmp_path_factory) -> Project:
    """Three procedures and a form, built in this process."""
    project = small(tmp_path_factory.mktemp("tiny") / "tiny")
    third = project.procedure("1.000001").with_name("1.000003.yml")
    shutil.copyfile(project.procedure("1.000001"), third)
    project.replace("catalogue/procedures/so-y-te/1.000003.yml", '"1.000001"', '"1.000003"')
    project.replace("catalogue/procedures/so-y-te/1.000003.yml", "Xin giấy phép mở phòng khám", "Xin giấy phép mở phòng nha")
    with_addresses(project).publish()
    return project


@pytest.fixture
def tiny(tiny_once: Project, tmp_path: Path) -> Project:
    """A copy with its site and caches, to be changed."""
    return Project(shutil.copytree(tiny_once.folder, tmp_path / "tiny"))


def both(*pages: str) -> set[str]:
    """The files of pages in both languages."""
    return {f"{language}{page}index.html" for page in pages for language in ("", "en/")}


def tables(*lists: str) -> set[str]:
    """The tables of list pages in both languages."""
    return {f"{language}{each}danh-sach.csv" for each in lists for language in ("", "en/")}


def without_search(files: set[str]) -> set[str]:
    """Shards are named by what they hold: one that changes is another file."""
    return {path for path in files if not path.startswith("search/")}


def rewritten(project: Project) -> set[str]:
    """What a build rewrites; checked against a clean build."""
    report = project.publish()
    for artifact in project.plan():
        assert (project.site / artifact.path).read_bytes() == artifact.make(artifact.inputs), artifact.path
    return {*report.written, *report.removed}


def opened(project: Project) -> set[str]:
    """The bundles that a build would plan."""
    order = Order(project.parts(), project.cache)
    order.work_out()
    return set(order.opened)


def test_an_edit_opens_the_bundles_that_show_it_and_no_other(tiny: Project):
    assert opened(tiny) == set()
    tiny.replace("catalogue/procedures/so-y-te/1.000002.yml", "chờ xét rồi", "chờ xét, sau đó")
    assert opened(tiny) == {"procedures-02", "texts"}
    tiny.replace("catalogue/procedures/so-y-te/1.000002.yml", "status: in_force\n", "status: in_force\nkeywords: [hiệu thuốc]\n")
    assert opened(tiny) == {"procedures-02", "search"}
    tiny.publish()
    tiny.replace("catalogue/procedures/so-y-te/1.000002.yml", "amount: 500000", "amount: 600000")
    assert {"procedures-02", "search", "lists", "laws-000"} <= opened(tiny)
    assert not opened(tiny) & {"procedures-01", "procedures-03", "texts"}


def test_the_title_of_a_law_rewrites_only_the_pages_that_rest_on_it(tiny: Project):
    tiny.replace("catalogue/laws.yml", "Luật Dược", "Luật Dược mới")
    law = both("thu-tuc/1.000002/", "van-ban/", "van-ban/105-2016-qh13/", "bieu-mau/so-y-te/don-de-nghi/") | tables("van-ban/")
    assert without_search(rewritten(tiny)) == law


def test_a_law_that_no_procedure_names_rewrites_its_own_page_and_the_list(tiny: Project):
    tiny.replace("catalogue/laws.yml", "Luật Khám bệnh, chữa bệnh", "Luật Khám bệnh")
    assert without_search(rewritten(tiny)) == both("van-ban/", "van-ban/15-2023-qh15/") | tables("van-ban/")


def test_a_fee_rewrites_the_pages_of_its_procedure_its_data_and_the_lists_that_show_it(tiny: Project):
    tiny.replace("catalogue/procedures/so-y-te/1.000002.yml", "amount: 500000", "amount: 600000")
    files = rewritten(tiny)
    own = both("thu-tuc/1.000002/") | {"api/v1/procedures/1.000002.json", "api/v1/procedures.json", "thu-tuc/1.000002/phieu/index.html"}
    lists = "thu-tuc/", "co-quan/so-y-te/", "linh-vuc/duoc-pham/", "doi-tuong/cong-dan/"
    resting = both("co-quan/so-y-te/niem-yet/", "bieu-mau/so-y-te/don-de-nghi/", "quyet-dinh/12-qd-ubnd/", "van-ban/105-2016-qh13/")
    assert own <= without_search(files) <= own | both(*lists) | tables(*lists) | resting
    assert "search/current.js" in files


def test_the_words_of_a_step_rewrite_nothing_but_the_procedure_itself_and_where_its_words_are_found(tiny: Project):
    tiny.replace("catalogue/procedures/so-y-te/1.000002.yml", "chờ xét rồi", "chờ xét, sau đó")
    files = rewritten(tiny)
    data = {"api/v1/procedures/1.000002.json", "api/v1/procedures.json", "thu-tuc/1.000002/phieu/index.html"}
    assert without_search(files) == both("thu-tuc/1.000002/") | data
    search = {re.sub("-[0-9a-f]{12}", "", path) for path in files - without_search(files)}
    assert {"search/text/002.js", "search/texts.js"} <= search
    # Few words are other ones, so most shards stay.
    assert 1 <= len(search - {"search/text/002.js", "search/texts.js"}) < 16
    assert all(path.startswith("search/marks-") for path in search - {"search/text/002.js", "search/texts.js"})


def test_the_address_of_an_office_rewrites_the_pages_that_send_people_there(tiny: Project):
    tiny.replace("catalogue/departments/so-y-te.yml", "Số 1 đường Mẫu", "Số 2 đường Mẫu")
    files = rewritten(tiny)
    shown = both("thu-tuc/1.000002/", "noi-nop/") | tables("noi-nop/") | {"thu-tuc/1.000002/phieu/index.html"}
    assert shown <= files <= shown | both("co-quan/so-y-te/")


def test_the_file_of_a_form_rewrites_itself_its_bundle_and_the_pages_that_offer_it(tiny: Project):
    path = tiny.file("templates/forms/so-y-te/don-de-nghi.pdf")
    before, after = path.read_bytes(), path.read_bytes() + b"\n% a word more\n"
    path.write_bytes(after)
    files = rewritten(tiny)
    own = {"bieu-mau/so-y-te/don-de-nghi.pdf", "bieu-mau/so-y-te/so-y-te.zip", "api/v1/procedures/1.000002.json", "api/v1/forms.json",
           "bieu-mau/dau-kiem-tra-vi.js", "bieu-mau/dau-kiem-tra-en.js"}
    own |= {f"bieu-mau/so-y-te/don-de-nghi/{sha256(data).hexdigest()[:12]}.pdf" for data in (before, after)}
    shown = both("thu-tuc/1.000002/", "bieu-mau/", "bieu-mau/so-y-te/don-de-nghi/") | tables("bieu-mau/")
    assert own | shown <= files <= own | shown | both("co-quan/so-y-te/", "van-ban/105-2016-qh13/")


def test_the_name_of_a_field_rewrites_the_procedures_under_it_and_not_the_others(tiny: Project):
    tiny.replace("catalogue/fields.yml", "Dược phẩm", "Thuốc")
    files = rewritten(tiny)
    assert both("thu-tuc/1.000002/") | {"api/v1/procedures/1.000002.json"} <= files
    assert not {path for path in files if "1.000001" in path or "1.000003" in path}


def test_the_title_of_the_site_rewrites_every_page(tiny: Project):
    tiny.replace("catalogue/catalogue.yml", "Thủ tục hành chính tỉnh Mẫu", "Thủ tục của tỉnh Mẫu")
    pages = {path for path in tiny.tree() if path.endswith(".html")}
    assert pages <= rewritten(tiny)


def test_a_template_rewrites_every_page(tiny: Project):
    tiny.replace("templates/pages/procedure.html", "{% set words = page.words %}", "{% set words = page.words %}<!-- x -->")
    assert both("thu-tuc/1.000001/", "thu-tuc/1.000002/", "thu-tuc/1.000003/") <= rewritten(tiny)


def test_a_style_sheet_rewrites_itself_alone(tiny: Project):
    path = tiny.file("templates/pages/assets/catalogue.css")
    path.write_text(path.read_text("utf-8") + "\n/* x */\n", "utf-8")
    assert rewritten(tiny) == {"assets/catalogue.css"}


def test_a_procedure_that_comes_and_goes_leaves_the_site_as_it_was(tiny: Project):
    before = tiny.tree()
    path = tiny.procedure("1.000003")
    twin = path.with_name("1.000004.yml")
    twin.write_text(path.read_text("utf-8").replace("1.000003", "1.000004").replace("phòng nha", "phòng mạch"), "utf-8")
    assert both("thu-tuc/1.000004/") <= rewritten(tiny)
    twin.unlink()
    tiny.publish()
    assert tiny.tree() == before


def test_the_address_of_the_site_is_in_the_pages_and_nowhere_by_chance(tiny: Project):
    tiny.publish(site_url="https://example.org/x/")
    said = [path for path in tiny.tree() if path.endswith((".html", ".json", ".xml", ".txt")) and ADDRESS in (tiny.site / path).read_text("utf-8")]
    assert said == []


def test_a_word_of_the_interface_rewrites_the_pages_of_its_language(tmp_path: Path):
    project = tiny_with_program(tmp_path / "project")
    (project.folder / "motcua").unlink()
    shutil.copytree(HERE / "motcua", project.folder / "motcua")
    project.build()
    path = project.file("motcua/messages/interface.en.yml")
    text = path.read_text("utf-8")
    assert text.count("How long") >= 1
    path.write_text(text.replace("How long", "How much time"), "utf-8")
    project.build("--jobs", "1")
    before = project.tree()
    assert any("How much time" in (project.site / name).read_text("utf-8") for name in before if name.startswith("en/") and name.endswith(".html"))
    project.build("--clean")
    assert project.tree() == before
