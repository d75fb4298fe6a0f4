"""The preview: a save is seen at once, a mistake where it is, and nobody but this machine sees either."""

from __future__ import annotations

import argparse
import http.client
import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from support import nginx
from support.sites import DAY, Project, small

from motcua import source
from motcua.messages import Messages
from motcua.model import Procedure
from motcua.outputs import site
from motcua.telling import said
from motcua.tools import preview as verb
from motcua.tools.preview import places, version
from motcua.tools.preview.judged import Judged, Sources, judge, judge_again
from motcua.tools.preview.server import listening
from motcua.tools.preview.version import Version
from motcua.tools.preview.watch import Watch

pytestmark = pytest.mark.bulk

MESSAGES = Messages()


# Where the empty pages are kept for all tests here: making them is most of a start.
CACHE: list[Path] = []


@pytest.fixture(scope="module", autouse=True)
def _cache(tmp_path_factory) -> None:
    CACHE[:] = [tmp_path_factory.mktemp("cache")]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path / "project")


def sources(project: Project) -> Sources:
    folder = project.folder
    return Sources(project.catalogue, folder / "templates" / "forms", folder / "templates", folder / "mkdocs.yml", CACHE[0], 1)


def judged(project: Project) -> Judged:
    return judge(sources(project), MESSAGES, DAY)


def settings(project: Project, on: str = DAY) -> site.Settings:
    of = sources(project)
    return site.Settings(of.templates, of.mkdocs_yml, of.cache, judged(project).catalogue.publisher.site_url or "", on, True)


def procedures(project: Project) -> list[Path]:
    return sorted(project.catalogue.glob("procedures/*/*.yml"))


def pages(version: Version, paths: list[str]) -> dict[str, bytes | None]:
    return {path: version.bytes_of(path) for path in paths}


# What is seen of saves


def test_files_that_come_go_or_change_are_seen_once(tmp_path: Path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    for name in ("same", "a/changes", "a/b/goes"):
        (tmp_path / name).write_text("x")
    watch = Watch((tmp_path / "a", tmp_path / "same", tmp_path / "none"))
    assert watch.saved() == set()
    (tmp_path / "a" / "changes").write_text("yy")
    (tmp_path / "a" / "b" / "goes").unlink()
    (tmp_path / "a" / "new").mkdir()
    (tmp_path / "a" / "new" / "comes").write_text("x")
    assert watch.saved() == {tmp_path / "a" / name for name in ("changes", "b/goes", "new/comes")}
    assert watch.saved() == set()


def test_a_file_that_is_still_being_written_is_waited_for(tmp_path: Path, monkeypatch):
    file = tmp_path / "file"
    file.write_text("x")
    watch = Watch((tmp_path,))
    writes = iter(("xx", "xxx", "xxxx"))
    rests = []

    def write_on(seconds: float) -> None:
        rests.append(seconds)
        if more := next(writes, None):
            file.write_text(more)

    monkeypatch.setattr("time.sleep", write_on)
    file.write_text("")
    assert watch.saved() == {file}
    assert file.read_text() == "xxxx" and len(rests) == 4
    assert watch.saved() == set()


def test_what_editors_write_beside_a_file_is_no_save(tmp_path: Path, monkeypatch):
    file, beside = tmp_path / "file.yml", tmp_path / "file.yml~"
    file.write_text("x")
    watch = Watch((tmp_path,))
    (tmp_path / ".file.yml.swp").write_text("x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "index").write_text("x")
    assert watch.saved() == set()
    file.write_text("xx")
    beside.write_text("x")
    monkeypatch.setattr("time.sleep", lambda seconds: beside.unlink(missing_ok=True))
    assert watch.saved() == {file}
    assert watch.saved() == set()


def test_a_rest_ends_when_a_file_that_was_saved_lately_is_saved_again(tmp_path: Path, monkeypatch):
    file = tmp_path / "file"
    file.write_text("x")
    watch = Watch((tmp_path,))
    file.write_text("xx")
    assert watch.saved() == {file}
    glances = []

    def save(seconds: float) -> None:
        glances.append(seconds)
        assert len(glances) <= 3, "the rest went on after the save"
        if len(glances) == 3:
            file.write_text("xxx")

    monkeypatch.setattr("time.sleep", save)
    watch.rest(is_waited_for=False)
    assert len(glances) == 3


# What is made of them


def _fee(file: Path, project: Project) -> None:
    file.write_text(re.sub(r"(?m)^updated_on: .*$", "updated_on: 2026-11-20", file.read_text("utf-8")) + "keywords: [thử]\n", "utf-8")


def _renamed(file: Path, project: Project) -> None:
    file.write_text(re.sub(r"(?m)^(name:.*)$", r'name: "Tên khác"', file.read_text("utf-8"), count=1), "utf-8")


def _dangling(file: Path, project: Project) -> None:
    file.write_text(re.sub(r"(?m)^field: .*$", "field: khong-co", file.read_text("utf-8")), "utf-8")


def _broken(file: Path, project: Project) -> None:
    file.write_text(file.read_text("utf-8") + "  bad\t: [\n", "utf-8")


def _moved(file: Path, project: Project) -> None:
    file.write_text(re.sub(r"(?m)^code: .*$", 'code: "9.999999"', file.read_text("utf-8")), "utf-8")


def _gone(file: Path, project: Project) -> None:
    file.unlink()


def _twin(file: Path, project: Project) -> None:
    shutil.copyfile(file, file.with_name("twin.yml"))


EDITS: list[Callable[[Path, Project], None]] = [_fee, _renamed, _dangling, _broken, _moved, _gone, _twin]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__[1:])
def test_judging_what_changed_says_what_judging_everything_says(project: Project, edit):
    good = judged(project)
    assert good.is_good
    watch = Watch((project.catalogue,))
    edit(procedures(project)[0], project)
    again, whole = judge_again(good, watch.saved(), sources(project), MESSAGES, DAY), judged(project)
    assert (sorted(again.problems), again.catalogue.cards) == (sorted(whole.problems), whole.catalogue.cards)
    assert sorted(again.of_files) == sorted(whole.of_files)
    assert again.is_good == (edit in (_fee, _renamed, _gone) and whole.is_good)


@pytest.mark.bulk
def test_every_file_of_what_was_judged_again_is_what_a_build_makes(project: Project):
    good = judged(project)
    watch = Watch((project.catalogue,))
    _renamed(procedures(project)[0], project)
    again, whole = judge_again(good, watch.saved(), sources(project), MESSAGES, DAY), judged(project)
    paths = [artifact.path for artifact in site.artifacts(whole.catalogue, settings(project))]
    assert pages(Version(again.catalogue, settings(project)), paths) == pages(Version(whole.catalogue, settings(project)), paths)


def test_a_change_of_a_procedure_reads_no_other_file(project: Project, monkeypatch):
    good = judged(project)
    watch = Watch((project.catalogue,))
    _renamed(procedures(project)[0], project)
    read: list[str] = []
    monkeypatch.setattr(source, "read", lambda path, name, of=source.read: read.append(path.name) or of(path, name))
    again = judge_again(good, watch.saved(), sources(project), MESSAGES, DAY)
    told = {problem.file.rpartition("/")[2] for problem in again.problems}
    assert procedures(project)[0].name in read
    assert set(read) - told <= {procedures(project)[0].name}


@pytest.mark.bulk
def test_every_file_of_a_version_is_what_a_build_makes(project: Project):
    catalogue = judged(project).catalogue
    made = {artifact.path: artifact.make(artifact.inputs) for artifact in site.artifacts(catalogue, settings(project))}
    first = Version(catalogue, settings(project))
    assert pages(first, sorted(made)) == made
    assert pages(Version(catalogue, settings(project), 2, first), sorted(made, reverse=True)) == made
    assert first.bytes_of("none.html") is None


@pytest.mark.bulk
def test_a_later_version_opens_no_more_of_the_plan_than_the_page_needs(project: Project, monkeypatch):
    good = judged(project)
    first = Version(good.catalogue, settings(project))
    code = next(iter(good.catalogue.procedures))
    page = f"thu-tuc/{code}/index.html"
    assert first.bytes_of(page) and first.bytes_of("assets/catalogue.css")
    opened: list[str] = []
    monkeypatch.setattr(version, "_opened", lambda bundle, of=version._opened: _noting(opened, bundle, of))
    later = Version(good.catalogue, settings(project), 2, first)
    assert later.bytes_of(page) == first.bytes_of(page) and later.bytes_of("assets/catalogue.css")
    assert len(opened) == 1


def _noting(opened: list[str], bundle, of) -> Iterator:
    opened.append(bundle.name)
    yield from of(bundle)


@pytest.mark.bulk
def test_files_that_move_while_they_are_read_are_read_once_more(project: Project, monkeypatch, capsys):
    preview = verb.Preview(sources(project), Namespace(lang="vi", quiet=True, date=None))
    preview.start()
    saves, seen = iter(({procedures(project)[0]}, set())), []
    monkeypatch.setattr(preview._watch, "rest", lambda has_readers: None)
    monkeypatch.setattr(preview._watch, "saved", lambda: next(saves, None) or set())

    def renew(changed: set[Path]) -> None:
        seen.append(set(changed))
        raise FileNotFoundError(2, "gone", "a.yml") if len(seen) == 1 else KeyboardInterrupt

    monkeypatch.setattr(preview, "renew", renew)
    with pytest.raises(KeyboardInterrupt):
        preview.follow()
    assert seen == [{procedures(project)[0]}] * 2
    assert "a.yml: gone" in capsys.readouterr().err


@pytest.mark.bulk
@pytest.mark.parametrize("words", ["2027-01-02", "2/1/2027", "02.01.2027"])
def test_the_catalogue_is_shown_as_on_another_day(project: Project, words: str):
    parser = argparse.ArgumentParser()
    verb.add_arguments(parser)
    options = parser.parse_args(["--date", words])
    file, page = procedures(project)[0], "thu-tuc/1.000001/index.html"
    file.write_text(file.read_text("utf-8") + "effective_from: 2027-01-01\n", "utf-8")
    preview = verb.Preview(sources(project), options)
    preview.start()
    catalogue, shown = judged(project).catalogue, preview.news.now.version.bytes_of(page)
    assert shown == Version(catalogue, settings(project, "2027-01-02")).bytes_of(page) != Version(catalogue, settings(project, DAY)).bytes_of(page)


@pytest.mark.parametrize("words", ["2027-1-2", "31/6/2027", "mai"])
def test_a_day_that_is_none_is_refused(words: str, capsys):
    parser = argparse.ArgumentParser()
    verb.add_arguments(parser)
    with pytest.raises(SystemExit):
        parser.parse_args(["--date", words])
    assert "--date" in capsys.readouterr().err


# Where problems stand


@pytest.mark.bulk
def test_each_field_of_a_procedure_has_a_block_that_pages_have(built: Project):
    names = set(" ".join(places._BLOCKS.values()).split())
    ids = {found for page in built.site.glob("thu-tuc/**/index.html") for found in re.findall(r' id="([^"]+)"', page.read_text("utf-8"))}
    assert names <= ids
    assert places._BLOCKS.keys() <= Procedure.model_fields.keys()


@pytest.mark.bulk
def test_a_page_knows_the_file_it_is_about(built: Project):
    catalogue = built.load(built.folder / ".cache" / "places")
    code, department = "2.000635", next(iter(catalogue.departments))
    decision, form = next(iter(catalogue.decisions)), next(iter(catalogue.forms))
    of_procedure = built.procedure(code).as_posix()
    for path in (f"thu-tuc/{code}/", f"en/thu-tuc/{code}/", f"thu-tuc/{code}/truong-hop/"):
        assert places.file_of(path, catalogue) == of_procedure
    assert places.file_of(f"co-quan/{department}/", catalogue).endswith(f"departments/{department}.yml")
    assert places.file_of(f"quyet-dinh/{decision}/", catalogue).endswith(f"decisions/{decision}.yml")
    assert places.file_of(f"bieu-mau/{form}/", catalogue).endswith(f"{form}.yml")
    assert [places.file_of(path, catalogue) for path in ("", "en/", "thu-tuc/", "thu-tuc/9.999999/", "co-quan/khong-co/")] == [""] * 5


# The server


class Open:
    """A preview in this process, without its watching thread: `saved` tells it of saves."""

    def __init__(self, project: Project, port: int = 0) -> None:
        self.preview = verb.Preview(sources(project), Namespace(lang="vi", quiet=True, date=None))
        self.preview.start()
        self.server = listening(port or nginx.free_port(), self.preview.news, self.preview.told, said("vi"))
        self.port = self.server.server_port
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    def saved(self) -> None:
        self.preview.renew(self.preview._watch.saved())

    def ask(self, path: str, method: str = "GET", host: str | None = None) -> tuple[int, dict[str, str], bytes]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as connection:
            connection.putrequest(method, path, skip_host=True)
            if host != "":
                connection.putheader("Host", host or f"127.0.0.1:{self.port}")
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def opened(project: Project) -> Iterator[Open]:
    preview = Open(project)
    yield preview
    preview.close()


@pytest.fixture(scope="module")
def read(tmp_path_factory) -> Iterator[Open]:
    """A preview of which tests only read."""
    preview = Open(small(tmp_path_factory.mktemp("read") / "project"))
    yield preview
    preview.close()


def page_of(project: Project) -> str:
    return f"/thu-tuc/{procedures(project)[0].stem}/"


@pytest.mark.bulk
def test_a_page_is_the_built_one_with_the_script_and_nothing_else_is_touched(opened: Open, project: Project):
    status, headers, body = opened.ask(page_of(project))
    built = Version(judged(project).catalogue, settings(project, opened.preview._day)).bytes_of(f"{page_of(project)[1:]}index.html")
    script = b'<script src="/~preview/live.js" data-version="1" defer></script>'
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert body.count(script) == 1 and body.replace(script, b"") == built
    assert b"~preview" not in built
    assert all(b"~preview" not in opened.ask(f"/assets/{name}")[2] for name in ("catalogue.css", "frame.js"))
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1.evil.example:{port}", "[::1]:{port}", ""])
def test_a_name_that_somebody_made_lead_here_is_told_nothing(read: Open, host: str):
    for path in ("/", "/~preview/events", "/~preview/live.js"):
        status, _, body = read.ask(path, host=host.format(port=read.port))
        assert (status, len(body) < 60) == (421, True)


def test_this_machine_s_own_names_are_answered(read: Open):
    assert [read.ask("/", host=f"{name}:{read.port}")[0] for name in ("127.0.0.1", "localhost")] == [200, 200]
    assert read.server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT"])
def test_nothing_but_reading_is_answered(read: Open, method: str):
    assert read.ask("/", method)[0] == 501


def test_a_head_has_no_body(read: Open):
    status, headers, body = read.ask("/", "HEAD")
    assert (status, body) == (200, b"") and int(headers["content-length"]) > 1000


@pytest.mark.parametrize("path", [
    "/../catalogue.yml", "/..%2f..%2fmkdocs.yml", "/%2e%2e/mkdocs.yml", "//etc/passwd", "/etc/passwd", "/assets/../../mkdocs.yml", "/thu-tuc/%00",
    "/~preview/", "/~preview/../watch.py", "/assets/..%5c..%5cmkdocs.yml",
])
def test_no_path_leads_out_of_the_site(read: Open, path: str):
    lost = read.ask("/thu-tuc/9.999999/")
    assert lost[0] == 404 and b"~preview/live.js" in lost[2]
    assert (read.ask(path)[0], read.ask(path)[2]) == (404, lost[2])


def test_a_folder_without_its_slash_leads_on(opened: Open, project: Project):
    status, headers, _ = opened.ask(page_of(project).rstrip("/"))
    assert (status, headers["location"]) == (301, page_of(project))


def test_a_busy_port_is_left_for_the_next(project: Project):
    first = Open(project)
    second = Open(project, first.port)
    try:
        assert second.port != first.port
        assert second.ask("/")[0] == 200
    finally:
        first.close()
        second.close()


class Events:
    """What an open page is told."""

    def __init__(self, preview: Open, page: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=20)
        self._connection.request("GET", f"/~preview/events?page={page}")
        self._answer = self._connection.getresponse()
        assert self._answer.getheader("Content-Type").startswith("text/event-stream")

    def next(self) -> dict:
        line = b""
        while not line.startswith(b"data: "):
            line = self._answer.fp.readline()
            assert line, "the stream has ended"
        return json.loads(line[6:])

    def close(self) -> None:
        self._answer.close()
        self._connection.close()


@pytest.mark.bulk
def test_an_open_page_is_told_of_saves_of_mistakes_and_that_they_are_mended(opened: Open, project: Project, capsys):
    file, events = procedures(project)[0], Events(opened, page_of(project))
    assert events.next()["version"] == 1
    _renamed(file, project)
    opened.saved()
    assert events.next()["version"] == 2
    good, shown = file.read_text("utf-8"), opened.ask(page_of(project))[2]
    assert "Tên khác".encode() in shown
    _broken(file, project)
    opened.saved()
    told = events.next()
    assert told["version"] == 2 and "lỗi" in told["title"]
    assert any(problem["is_error"] and problem["file"].endswith(file.name) and problem["message"] for problem in told["problems"])
    assert opened.ask(page_of(project))[2] == shown
    assert f"{file.name}:{told['problems'][0]['line']}:" in capsys.readouterr().err
    file.write_text(good, "utf-8")
    opened.saved()
    told = events.next()
    assert (told["version"], told["title"]) == (3, "")
    events.close()


def test_a_mistake_in_a_field_is_told_at_its_block_and_only_on_its_page(opened: Open, project: Project):
    file = procedures(project)[0]
    file.write_text(re.sub(r"(?m)^field: .*$", "field: khong-co", file.read_text("utf-8")) + "applicant_types: [nobody]\n", "utf-8")
    opened.saved()
    own, other = Events(opened, page_of(project)), Events(opened, "/")
    assert {tuple(problem["blocks"]) for problem in own.next()["problems"] if problem["is_error"]} == {("person",)}
    assert {tuple(problem["blocks"]) for problem in other.next()["problems"]} == {()}
    own.close()
    other.close()


def test_templates_and_other_records_are_followed_too(opened: Open, project: Project):
    department = next(project.catalogue.glob("departments/*.yml"))
    department.write_text(re.sub(r"(?m)^(  vi|name): .*$", r'\1: "Cơ quan mới"', department.read_text("utf-8"), count=1), "utf-8")
    with project.file("templates/pages/assets/catalogue.css").open("a", encoding="utf-8") as styles:
        styles.write("/* another look */\n")
    opened.saved()
    assert opened.ask("/assets/catalogue.css")[2].endswith(b"/* another look */\n")
    assert "Cơ quan mới".encode() in opened.ask(f"/co-quan/{department.stem}/")[2]


@pytest.mark.bulk
def test_a_template_that_fails_is_shown_and_comes_again(opened: Open, project: Project):
    template = project.file("templates/pages/procedure.html")
    good = template.read_text("utf-8")
    template.write_text("{{ page.there_is_no_such_field }}", "utf-8")
    opened.saved()
    status, _, body = opened.ask(page_of(project))
    assert status == 500 and b"there_is_no_such_field" in body and b"/~preview/live.js" in body
    template.write_text(good, "utf-8")
    opened.saved()
    assert opened.ask(page_of(project))[0] == 200


@pytest.mark.bulk
def test_a_page_that_was_never_seen_waits_for_the_mending_of_its_file(project: Project):
    judged(project)  # So that the records are known without being read.
    preview, file = Open(project), procedures(project)[0]
    try:
        good = file.read_text("utf-8")
        _broken(file, project)
        preview.saved()
        status, _, body = preview.ask(page_of(project))
        assert (status, "Sửa xong thì trang tự hiện" in body.decode()) == (503, True)
        file.write_text(good, "utf-8")
        preview.saved()
        assert preview.ask(page_of(project))[0] == 200
    finally:
        preview.close()


@pytest.mark.bulk
def test_a_catalogue_that_is_broken_from_the_start_waits_for_its_mending(project: Project):
    file = procedures(project)[0]
    good = file.read_text("utf-8")
    _broken(file, project)
    preview = Open(project)
    try:
        events = Events(preview, page_of(project))
        told = events.next()
        assert told["version"] == 0 and [problem["file"].endswith(file.name) for problem in told["problems"] if problem["is_error"]]
        status, _, body = preview.ask(page_of(project))
        assert status == 503 and b'data-version="0"' in body
        file.write_text(good, "utf-8")
        preview.saved()
        assert events.next()["version"] == 1
        assert preview.ask(page_of(project))[0] == 200
        events.close()
    finally:
        preview.close()


# As an editor sees it


@pytest.fixture
def started(fresh: Project) -> Iterator[tuple[Project, str, subprocess.Popen]]:
    """The sample, the address at which its preview answers, and the process."""
    command = [sys.executable, "-u", "-m", "motcua", "preview", "catalogue", "--port", str(nginx.free_port())]
    with subprocess.Popen(command, cwd=fresh.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as process:
        try:
            assert "catalogue" in process.stdout.readline()
            line = process.stdout.readline()
            assert "127.0.0.1" in line, line + process.stderr.read()
            yield fresh, re.search(r"http://127\.0\.0\.1:[0-9]+/", line)[0], process
        finally:
            process.kill()


@pytest.mark.bulk
def test_ctrl_c_ends_it_cleanly(started):
    _, address, process = started
    with socket.create_connection(("127.0.0.1", int(address.rstrip("/").rpartition(":")[2]))) as page:
        page.sendall(f"GET /~preview/events HTTP/1.1\r\nHost: {address.split('/')[2]}\r\n\r\n".encode())
        assert page.recv(20)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, "Traceback" in err, "Đã dừng" in out) == (0, False, True)


@pytest.mark.bulk
@pytest.mark.browser
def test_a_changed_fee_is_on_the_page_without_a_click_and_a_mistake_where_it_is(started, page):
    project, address, _ = started
    name = project.procedure("2.000635").relative_to(project.folder).as_posix()
    view = page(address + "thu-tuc/2.000635/", width=390)
    fee, bar, note = view.locator("#fee"), view.locator("motcua-preview[data-place=top]"), view.locator("#fee motcua-preview")
    assert "8.000" in fee.inner_text()
    project.replace(name, "amount: 8000", "amount: 9000")
    fee.get_by_text("9.000").first.wait_for()
    assert bar.count() == 0

    project.replace(name, "amount: 9000", "amount: 9.000")
    note.wait_for()
    line = project.file(name).read_text("utf-8").split("amount: 9.000")[0].count("\n") + 1
    told = note.locator("li").inner_text()
    assert told.startswith(f"2.000635.yml:{line}:") and "chỉ gồm chữ số" in told
    assert "lỗi" in bar.locator("p").inner_text() and "9.000" in fee.inner_text()

    project.replace(name, "amount: 9.000", "amount: 9500\n\t  x: [")
    bar.get_by_text(f"{name}:{line + 1}:").wait_for()
    assert note.count() == 0 and "9.000" in fee.inner_text() and "9.500" not in fee.inner_text()

    project.replace(name, "\n\t  x: [", "")
    fee.get_by_text("9.500").first.wait_for()
    assert bar.count() == 0 and note.count() == 0
    assert project.site.exists() is False
