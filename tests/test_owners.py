"""`python -m motcua owners`: the lines by which a forge asks each department about its own files."""
from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from support.catalogues import catalogue, form, procedure

from motcua import commands
from motcua.tools.owners import code_owners

HERE = Path(__file__).parents[1]


def owner(text: str, path: str) -> str:
    """Whom a forge asks: the last line that fits decides, a place that ends with a slash is all below it."""
    rows = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    fitting = [team for place, team in rows if fnmatchcase(f"/{path}", place + "*" * place.endswith("/"))]
    return fitting[-1]


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> str:
    into = tmp_path_factory.mktemp("owners") / ".github" / "CODEOWNERS"
    words = ["owners", "lam-giang", "--maintainers", "kiem-soat", "--catalogue", str(HERE / "catalogue"), "--forms", str(HERE / "templates" / "forms")]
    assert commands.main([*words, "--into", str(into)]) == 0
    return into.read_text("utf-8")


def test_a_department_is_asked_about_its_procedures_its_forms_and_itself(sample: str):
    asked = {path: owner(sample, path) for path in (
        "catalogue/procedures/so-tu-phap/2.000635.yml", "templates/forms/so-xay-dung/don.docx", "catalogue/departments/so-tu-phap.yml")}
    assert list(asked.values()) == ["@lam-giang/so-tu-phap", "@lam-giang/so-xay-dung", "@lam-giang/so-tu-phap"]


@pytest.mark.parametrize("path", ["motcua/build.py", ".github/workflows/check.yml", "templates/pages/home.html", "catalogue/laws.yml", "mkdocs.yml"])
def test_the_program_and_what_all_share_is_the_maintainers(sample: str, path: str):
    assert owner(sample, path) == "@lam-giang/kiem-soat"


def test_no_procedure_and_no_form_is_without_its_department(sample: str):
    files = [*(HERE / "catalogue" / "procedures").glob("*/*.yml"), *(HERE / "templates" / "forms").glob("[!_]*/*")]
    assert len(files) > 20
    assert [path for path in files if owner(sample, path.relative_to(HERE).as_posix()) != f"@lam-giang/{path.parent.name}"] == []


def test_the_lines_follow_the_catalogue_alone(tmp_path: Path):
    (tmp_path / "don.pdf").write_bytes(b"")
    held = catalogue(procedure("1.000002"), procedure("1.000001"), forms=(form("so-tu-phap/don", tmp_path / "don.pdf"),))
    first, second = code_owners(held, "a", "b"), code_owners(held, "a", "b")
    assert first == second and first.isascii() and "/templates/forms/so-tu-phap/" in first


@pytest.mark.parametrize("name", ["@lam-giang", "lam giang", "", "a/"])
def test_a_name_that_no_forge_has_is_refused(name: str, capsys):
    with pytest.raises(SystemExit):
        commands.main(["owners", name])
    assert "không có @" in capsys.readouterr().err
