"""Artifacts as values, the digest of what they are made from, and their keys: no site is written here."""

import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import MappingProxyType, SimpleNamespace
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from pydantic import BaseModel, ConfigDict

from motcua.outputs.artifact import Artifact, Digests, digest
from motcua.outputs.keys import Keys, Libraries, Modules, key


def page(inputs):
    return repr(inputs).encode()


def other_page(inputs):
    return page(inputs)


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Fee:
    amount: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Price:
    amount: int
    note: str | None = None


@dataclass
class Loose:
    amount: int


@dataclass(frozen=True)
class Nothing:
    pass


class Point(NamedTuple):
    x: int
    y: int


class Model(BaseModel):
    model_config = ConfigDict(frozen=True)
    name: str
    parts: tuple[int, ...] = ()


class LooseModel(BaseModel):
    name: str


class OpenModel(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow")


class Shout(str):
    """A text with a memory: what it carries would be lost on a digest."""


class Lazy:
    """A big value that knows its digest without being loaded."""

    def __init__(self, digest):
        self.digest = digest


DIFFERENT = [
    None, True, False, 1, 0, -1, 10**30, "", "1", "True", "None", b"", b"1", "a", b"a", (), (None,), ((),), ("a", "b"), ("ab",), ("a", ("b",)),
    (("a", "b"),), (1,), (True,), ("1",), frozenset(), frozenset({"a"}), frozenset({"a", "b"}), frozenset({("a", "b")}), {}, {"a": 1}, {"a": "1"},
    {"a": 1, "b": 2}, {"b": 2, "a": 1}, Decimal("1"), Decimal("1.0"), Decimal("-0"), Decimal("0"), date(2025, 1, 1), "2025-01-01", Colour.RED,
    Colour.BLUE, "red", Fee(1), Fee(1, ""), Fee(2), Price(1), Nothing(), Point(1, 2), (1, 2), Model(name="a"), Model(name="a", parts=(1,)),
    Markup("a"), Lazy("a"), Lazy("b"), "hòa", "hoà", "ho\u0300a",
]  # fmt: skip


def test_values_that_differ_have_digests_that_differ():
    digests = {}
    for value in DIFFERENT:
        assert digests.setdefault(digest(value), value) is value
    assert len(digests) == len(DIFFERENT)


@pytest.mark.parametrize("wrap", [lambda v: (v,), lambda v: Fee(v), lambda v: {"k": v}, lambda v: ("x", (v, "y"))])
def test_values_that_differ_deep_inside_have_digests_that_differ(wrap):
    assert len({digest(wrap(value)) for value in DIFFERENT}) == len(DIFFERENT)


leaves = st.none() | st.booleans() | st.integers() | st.text() | st.binary() | st.decimals(allow_nan=False) | st.dates()
values = st.recursive(leaves, lambda inner: st.lists(inner).map(tuple) | st.frozensets(leaves) | st.builds(Fee, st.integers()), max_leaves=8)


@pytest.mark.bulk
@given(values, values)
def test_digests_are_equal_exactly_when_values_look_equal(one, two):
    assert digest(one) == digest(one)
    if one != two:
        assert digest(one) != digest(two)


def test_equal_values_have_one_digest_however_they_are_shared():
    apart = (Fee(1, "xy"), Fee(1, "x" + "y"), tuple(["a", "b"]), tuple(["a", "b"]))
    fee, pair = Fee(1, "xy"), ("a", "b")
    assert digest(apart) == digest((fee, fee, pair, pair))
    assert digest(MappingProxyType({"a": 1})) == digest({"a": 1})


def test_a_digest_does_not_depend_on_the_hash_seed():
    code = "from motcua.outputs.artifact import digest; print(digest((frozenset('abcdefgh'), frozenset({('x', 1), ('y', 2)}))))"
    runs = [subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout for seed in "12"]
    assert runs[0] == runs[1] != b""


@pytest.mark.parametrize(
    ("value", "named"),
    [
        (1.5, "float"), ([1], "list"), ({1}, "set"), (bytearray(b"a"), "bytearray"), (Loose(1), "Loose"), (LooseModel(name="a"), "LooseModel"),
        (OpenModel(), "OpenModel"), (SimpleNamespace(digest=1), "SimpleNamespace"), (datetime(2025, 1, 1), "datetime"), (Shout("a"), "Shout"),
        (page, "function"), (object(), "object"),
    ],
)  # fmt: skip
def test_a_value_that_may_change_is_refused_by_its_type(value, named):
    for holder in (value, (value,), ("a", Fee(value)), {"k": value}):
        with pytest.raises(TypeError, match=named):
            digest(holder)


def test_a_shared_value_is_walked_once():
    class Counted:
        asked = 0

        @property
        def digest(self):
            Counted.asked += 1
            return "known"

    shared, digests = Counted(), Digests()
    digests.of((shared, 0))
    once = Counted.asked
    for number in range(1, 50):
        digests.of((shared, number))
    assert Counted.asked == once > 0


@pytest.mark.parametrize("path", ["index.html", "thu-tuc/1.004222/index.html", "en/a_b/C.css", ".nojekyll", "a" * 80, "/".join(["a" * 79] * 3), "console.js"])
def test_a_plain_path_is_taken(path):
    assert Artifact(path, page, None).path == path


@pytest.mark.parametrize(
    "path",
    [
        "", "/", "/a", "a/", "a//b", "..", "a/../b", "./a", ".", ".git/config", "a/.nojekyll", ".nojekyll/a", "a\\b", "C:/a", "a:b", "a b", "á", "a\n", "a\0",
        "a.", "a./b", "con", "aux.html", "a/NUL", "a/com1.txt", "a" * 81, "/".join(["a" * 60] * 5), "~", "a~", "%2e%2e", "ễ",
    ],
)  # fmt: skip
def test_a_path_that_could_lead_elsewhere_is_refused_by_name(path):
    with pytest.raises(ValueError) as refusal:
        Artifact(path, page, None)
    assert repr(path) in str(refusal.value)


@pytest.mark.parametrize("make", [lambda inputs: b"", Lazy.__init__, print, None, Lazy])
def test_only_a_function_of_a_module_makes_an_artifact(make):
    with pytest.raises(ValueError, match="index.html"):
        Artifact("index.html", make, None)


def test_a_key_follows_inputs_path_and_make():
    artifacts = [Artifact("a", page, 1), Artifact("a", page, 2), Artifact("b", page, 1), Artifact("a", other_page, 1)]
    assert len({key(artifact) for artifact in artifacts}) == len(artifacts)
    assert key(Artifact("a", page, (1, "x"))) == key(Artifact("a", page, (1, "x")))


def test_a_refused_input_names_the_artifact():
    with pytest.raises(TypeError) as refusal:
        key(Artifact("a/b.html", page, ["loose"]))
    assert refusal.value.__notes__ == ["in the inputs of a/b.html"]


@pytest.fixture
def depot(tmp_path, monkeypatch):
    """A package whose page imports in every way there is, beside modules that it does not import."""
    files = {
        "__init__.py": "",
        "page.py": "from . import words\nfrom .deep.one import x\nimport json\n\ndef make(inputs):\n    import depot.late as late\n    return b''\n",
        "words.py": "TEXT = 1\n",
        "messages/vi.yml": "a: b\n",
        "deep/__init__.py": "",
        "deep/one.py": "from ..far import *\nx = 1\n",
        "far.py": "try:\n    import not_there\nexcept ImportError:\n    import gadget\n",
        "late.py": "",
        "unused.py": "",
    }
    for name, text in files.items():
        file = tmp_path / "depot" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (tmp_path / "gadget.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path / "depot"


@pytest.mark.parametrize("name", ["__init__.py", "page.py", "words.py", "messages/vi.yml", "deep/__init__.py", "deep/one.py", "far.py", "late.py", "../gadget.py"])
def test_a_change_to_what_make_imports_changes_its_key(depot, name, tmp_path):
    cache = tmp_path / "cache"
    modules = Modules(cache)
    before = modules.digest("depot.page")
    modules.remember()
    with open(depot / name, "a") as file:
        file.write("# changed\n")
    assert Modules(cache).digest("depot.page") == Modules().digest("depot.page") != before


def test_a_change_to_what_make_does_not_import_leaves_its_key(depot):
    before = Modules().digest("depot.page")
    (depot / "unused.py").write_text("changed = 1\n")
    assert Modules().digest("depot.page") == before
    assert "depot" not in sys.modules


def test_a_new_library_version_changes_the_key(depot, tmp_path):
    def install(name, version, requires=""):
        for old in tmp_path.glob(f"{name}-*.dist-info"):
            (old / "METADATA").unlink()
            old.rmdir()
        folder = tmp_path / f"{name}-{version}.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(f"Name: {name}\n{requires}\nRequires-Dist: nose ; extra == 'x'\n\nRequires-Dist: body\n")
        return Modules().digest("depot.page")

    install("Under_Lying", "1.0")
    first = install("gadget", "1.0", "Requires-Dist: under.lying (>=1)")
    assert Libraries().under("gadget") == {"gadget==1.0", "under-lying==1.0"}
    assert install("gadget", "1.1", "Requires-Dist: under.lying (>=1)") != first
    assert install("gadget", "1.0", "Requires-Dist: under.lying (>=1)") == first
    assert install("Under_Lying", "1.1") != first


@pytest.mark.parametrize(("module", "library"), [("yaml", "pyyaml"), ("markdown", "markdown"), ("docx", "python-docx"), ("dateutil", "python-dateutil")])
def test_a_library_is_found_under_the_name_it_is_installed_by(module, library):
    from importlib.metadata import version

    assert f"{library}=={version(library)}" in Libraries().under(module)


def test_a_damaged_memory_of_imports_is_forgotten(depot, tmp_path):
    modules = Modules(tmp_path)
    before = modules.digest("depot.page")
    modules.remember()
    content = (tmp_path / "imports.json").read_bytes()
    for damaged in (content[:-5], content.replace(b"words", b"wards"), b"", b"\xff"):
        (tmp_path / "imports.json").write_bytes(damaged)
        assert Modules(tmp_path).digest("depot.page") == before


@pytest.mark.bulk
def test_keys_of_one_run_and_of_another_agree(tmp_path):
    artifacts = [Artifact(f"{number}.txt", page, (number, "x", Fee(number))) for number in range(20)]
    first, second = Keys(tmp_path), Keys(tmp_path)
    kept = [first.of(artifact) for artifact in artifacts]
    first.remember()
    assert kept == [second.of(artifact) for artifact in reversed(artifacts)][::-1] == [key(artifact) for artifact in artifacts]


def test_the_version_of_a_library_is_told_and_of_one_that_is_absent_nothing():
    from importlib.metadata import version

    assert Libraries().version("markupsafe") == version("markupsafe")
    assert Libraries().version("no-such-library") == ""


def test_the_digest_of_a_value_does_not_follow_what_was_digested_before():
    words = (("vi", "phí"), ("en", "fee"))
    digests = Digests()
    digests.of(words)
    assert digests.of(Fee(1, (words,))) == digest(Fee(1, (words,)))
    assert digests.of((words, 1, Fee(2))) == digest((words, 1, Fee(2)))
