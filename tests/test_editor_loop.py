"""The whole way of an editor, in the programs that people use: clone, change a fee with a mistake, see it, mend it, look, tell the
difference, sign it with a decision, commit, merge, publish.

`MOTCUA_PICTURES=FOLDER` keeps what was seen, for the guides in `docs/`.
"""
from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from support import nginx
from support.sites import ADDRESS, DAY, Project, copied

pytestmark = [pytest.mark.browser, pytest.mark.bulk]

CODE = "2.000635"
FILE = f"catalogue/procedures/so-tu-phap/{CODE}.yml"
PAGE = f"thu-tuc/{CODE}/"
SIGNED = {
    "id": "77-qd-ubnd", "number": "77/QĐ-UBND", "issued_on": "2026-11-20",
    "issuing_agency": {"vi": "Ủy ban nhân dân thành phố Lam Giang"},
    "title": {"vi": "Sửa đổi mức phí cấp bản sao trích lục hộ tịch"},
    "changes": [{"procedure": CODE, "kind": "amended"}],
    "illustrative": ["number", "issued_on", "issuing_agency", "title", "changes"], "verified_on": "2026-11-20",
}
_SECONDS = 90


def git(folder: Path, *words: str) -> str:
    """Git in the folder, by somebody with a name."""
    who = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in (("NAME", "Mai"), ("EMAIL", "mai@lamgiang.example"))}
    done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, encoding="utf-8", check=False, env=os.environ | who)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A repository that everybody clones, with the project in it."""
    first, bare = copied(tmp_path / "first"), tmp_path / "origin.git"
    (first.folder / ".gitignore").write_text("site/\n.cache/\n__pycache__/\n", "utf-8")
    git(first.folder, "init", "--quiet", "--initial-branch=main")
    git(first.folder, "add", "--all")
    git(first.folder, "commit", "--quiet", "--message=The catalogue")
    git(tmp_path, "clone", "--quiet", "--bare", str(first.folder), str(bare))
    return bare


@contextmanager
def previewing(project: Project) -> Iterator[str]:
    """`motcua preview` as an editor starts it; yields the address that it says."""
    command = [sys.executable, "-u", "-m", "motcua", "preview", "--port", str(nginx.free_port())]
    with subprocess.Popen(command, cwd=project.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as process:
        try:
            yield said_by(process)
        finally:
            process.terminate()


def said_by(process: subprocess.Popen) -> str:
    """The address in what a process prints, within a time that no machine needs."""
    end, said = time.monotonic() + _SECONDS, ""
    while time.monotonic() < end and process.poll() is None:
        if select.select([process.stdout], [], [], 0.2)[0]:
            said += process.stdout.readline()
            if found := re.search(r"http://127\.0\.0\.1:\d+/", said):
                return found[0]
    raise AssertionError(f"no address: {said}{process.stderr.read() if process.poll() is not None else ''}")


@pytest.fixture
def seen() -> Callable[[Page, str], None]:
    """Keeps a picture of what is seen, where pictures are asked for."""
    folder = os.environ.get("MOTCUA_PICTURES")

    def keep(view: Page, name: str) -> None:
        if folder:
            view.screenshot(path=f"{folder}/{name}.png")

    return keep


def test_an_editor_changes_a_fee_and_the_merge_publishes_it(origin: Path, tmp_path: Path, page, seen):
    git(tmp_path, "clone", "--quiet", str(origin), str(tmp_path / "mai"))
    project = Project(tmp_path / "mai")
    git(project.folder, "checkout", "--quiet", "-b", "tang-phi")

    def motcua(*words: str) -> subprocess.CompletedProcess:
        return project.run(*words, start=("-m", "motcua"))

    assert motcua("check", "--date", DAY).returncode == 0
    view = page(width=360, height=780)
    with previewing(project) as address:
        view.goto(address + PAGE)
        fee = view.locator(".row--fee")
        expect(fee).to_contain_text("8.000 đồng")
        seen(view, "1-before")

        # The mistake of everybody who knows how money is written.
        project.replace(FILE, "amount: 8000\n", "amount: 50.000\n")
        told = view.locator("motcua-preview li").first
        expect(told).to_contain_text(f"{CODE}.yml:100:13", timeout=_SECONDS * 1000)
        expect(told).to_contain_text("50.000")
        expect(fee).to_contain_text("8.000 đồng")
        seen(view, "2-mistake")
        checked = motcua("check")
        assert checked.returncode == 1 and f"{FILE}:100:13: fees, mục 1: amount: " in checked.stderr

        project.replace(FILE, "amount: 50.000\n", "amount: 50000\n")
        expect(fee).to_contain_text("50.000 đồng", timeout=_SECONDS * 1000)
        expect(view.locator("motcua-preview .wrong")).to_have_count(0)
        seen(view, "3-mended")

    # What changes for citizens, and that nobody has signed it.
    unsigned = motcua("diff", "--require-decision")
    assert unsigned.returncode == 1
    assert "từ 8.000 lên 50.000 đồng" in unsigned.stdout
    assert f"{FILE}:100:" in unsigned.stderr and "quyết định" in unsigned.stderr
    project.write(f"catalogue/decisions/{SIGNED['id']}.yml", SIGNED)
    project.replace(FILE, "publication_decisions: [163-qd-btp]\n", "publication_decisions: [163-qd-btp, 77-qd-ubnd]\n")
    assert motcua("fmt").returncode == 0
    signed = motcua("diff", "--require-decision")
    assert (signed.returncode, signed.stderr) == (0, "")
    assert "Ngoài quyết định 77/QĐ-UBND không có gì thay đổi" in signed.stdout
    urls = motcua("urls")
    assert urls.returncode == 0, urls.stderr
    assert motcua("check", "--changed-since", "HEAD", "--date", DAY).returncode == 0
    changed = git(project.folder, "diff", "--unified=0", "--", FILE)
    assert [line for line in changed.splitlines() if re.match(r"[-+][^-+]", line)] == [
        "-    amount: 8000", "+    amount: 50000", "-publication_decisions: [163-qd-btp]", "+publication_decisions: [163-qd-btp, 77-qd-ubnd]"]

    git(project.folder, "add", "--all")
    git(project.folder, "commit", "--quiet", "--message=Phí trích lục theo quyết định 77/QĐ-UBND")
    git(project.folder, "push", "--quiet", "origin", "tang-phi")

    # Whoever merges builds and publishes; people who look at the site never meet a half of it.
    git(tmp_path, "clone", "--quiet", str(origin), str(tmp_path / "merged"))
    merged = Project(tmp_path / "merged")
    merged.build("--quiet", "--site-url", ADDRESS)
    shown = tmp_path / "www"
    assert merged.run("publish", shown, start=("-m", "motcua")).returncode == 0
    with nginx.serving(shown / "current") as address:
        view.goto(address + PAGE)
        expect(view.locator(".row--fee")).to_contain_text("8.000 đồng")
        git(merged.folder, "merge", "--quiet", "--no-ff", "--message=Merge", "origin/tang-phi")
        merged.build("--quiet", "--site-url", ADDRESS)
        published = merged.run("publish", shown, start=("-m", "motcua"))
        assert published.returncode == 0, published.stderr
    with nginx.serving(shown / "current") as address:
        view.goto(address + PAGE)
        expect(view.locator(".row--fee")).to_contain_text("50.000 đồng")
        expect(view.locator("motcua-preview")).to_have_count(0)
        seen(view, "4-published")
