"""A template is given one declared, frozen context, and uses all of it."""

from __future__ import annotations

import dataclasses
import re
from importlib import import_module
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

PROJECT = Path(__file__).parents[1]
TEMPLATES = PROJECT / "templates" / "pages"
PAGES = PROJECT / "motcua" / "outputs" / "pages"


def kinds() -> list[str]:
    """Each page kind that has a template, by the name of its module."""
    return sorted(path.stem for path in PAGES.glob("*.py") if (TEMPLATES / f"{path.stem.replace('_', '-')}.html").is_file())


def parsed(path: Path) -> nodes.Template:
    return Environment().parse(path.read_text("utf-8"))


def used_of(tree: nodes.Template, name: str) -> set[str]:
    """The attributes that a template takes from a name."""
    return {node.attr for node in tree.find_all(nodes.Getattr) if isinstance(node.node, nodes.Name) and node.node.name == name}


def test_there_are_page_kinds():
    assert "procedure" in kinds()


@pytest.mark.parametrize("kind", kinds())
def test_a_template_uses_every_field_of_its_context_and_no_other(kind: str):
    page = import_module(f"motcua.outputs.pages.{kind}").Page
    declared = {field.name for field in dataclasses.fields(page)}
    used = used_of(parsed(TEMPLATES / f"{kind.replace('_', '-')}.html"), "page")
    assert (used - declared, declared - used) == (set(), set())


@pytest.mark.parametrize("kind", kinds())
def test_a_context_is_frozen(kind: str):
    assert import_module(f"motcua.outputs.pages.{kind}").Page.__dataclass_params__.frozen


@pytest.mark.parametrize("path", sorted((TEMPLATES / "components").glob("*.html")), ids=lambda path: path.stem)
def test_a_component_says_what_it_is_and_is_used(path: Path):
    text = path.read_text("utf-8")
    own = {macro.name for macro in parsed(path).find_all(nodes.Macro)}
    assert re.match(r"\{#-? .+: \w+\(.*\)\.? -?#\}\n", text), "open with a sentence and the call"
    importers = [other for other in TEMPLATES.rglob("*.html") if other != path and f'"components/{path.name}" import' in other.read_text("utf-8")]
    assert own and importers


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")) + sorted((TEMPLATES / "components").glob("*.html")), ids=lambda path: path.stem)
def test_a_template_holds_no_words_of_its_own(path: Path):
    """Words stand in the messages; a template between its tags has only signs."""
    source = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", path.read_text("utf-8"), flags=re.DOTALL)
    between = re.sub(r"<[^>]*>", " ", source)
    assert re.findall(r"[^\W\d_]{2,}", between) == []
