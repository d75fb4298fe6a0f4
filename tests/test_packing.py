"""Numbers and texts in few signs: what is packed is read back by the search engine's own reader, in Node."""
from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import engine

from motcua.packing import LITERAL, SIGNS, Table, Words, column, steps

_READ = """
const vm = require("vm"), fs = require("fs");
process.argv.slice(1).forEach((file) => vm.runInThisContext(fs.readFileSync(file, "utf8")));
const asked = JSON.parse(fs.readFileSync(0, "utf8")), search = motcua.search;
process.stdout.write(JSON.stringify(asked.map((each) => {
  const words = new search.Words(each), from = [0];
  words.each(each.packed, 0, (number, written, after) => { if (number === search.RECORD) from.push(after); return false; });
  return { texts: from.map((at) => words.text(each.packed, at)), numbers: Array.from(search.column(each.column)) };
})));
"""


def read(*packed: dict) -> list[dict]:
    """What the engine reads: the text of each record, parts divided by tabs, and the numbers of the column."""
    scripts = sorted(engine.FOLDER.glob("*.js"))[:2]
    done = subprocess.run([shutil.which("node") or "node", "-e", _READ, *scripts], input=json.dumps(packed), capture_output=True, text=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)


def packed(records: list[list[str]], numbers: list[int]) -> dict:
    words = Words([records])
    return {**words.listed(), "packed": words.packed(records), "column": column(numbers)}


@pytest.mark.bulk
def test_names_come_back_as_they_were():
    records = [["Cấp Giấy phép, năng định cho người lái tàu bay"], ["đăng ký xe", "làm biển số (xe máy)"], [""], ["Điều 5 – KT3: 1.004222; 2/3"], ["giá `lạ` 'và' \"này\" \\"]]
    (told,) = read(packed(records, [0, 63, 64, 5]))
    assert told == {"texts": ["\t".join(parts) for parts in records], "numbers": [0, 63, 64, 5]}


@pytest.mark.bulk
def test_many_words_take_two_signs_and_three():
    few, many, most = ([[f"từ{chr(97 + n // 676)}{chr(97 + n // 26 % 26)}{chr(97 + n % 26)}"] for n in range(count)] * 2 for count in (30, 900, 9_000))
    shapes = [Words([records]).shape for records in (few, many, most)]
    assert shapes[0] == (len(SIGNS), 0) and shapes[1][1] and shapes[2][0] + shapes[2][1] < len(SIGNS)
    assert [told["texts"] for told in read(*(packed(records, [1]) for records in (few, many, most)))] == [[word for word, in records] for records in (few, many, most)]


@pytest.mark.bulk
@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(st.lists(st.text("aăđ Hà1-,.(\"'\\`\u0301😀", max_size=12).map(lambda text: " ".join(text.split())), min_size=1, max_size=3), min_size=1, max_size=4), min_size=1, max_size=8))
def test_any_text_of_one_line_comes_back(several: list[list[list[str]]]):
    told = read(*(packed(records, [7]) for records in several))
    assert [each["texts"] for each in told] == [["\t".join(parts) for parts in records] for records in several]


def test_no_sign_is_escaped_in_a_script():
    assert not set(SIGNS + LITERAL) & set("\\'\"\n") and len(set(SIGNS)) == 91


@pytest.mark.parametrize("numbers, told", [([], "1"), ([0, 1, 63], "1AB_"), ([64], "2BA"), ([4096, 0], "3BAAAAA")])
def test_a_column_is_as_wide_as_its_largest_number(numbers: list[int], told: str):
    assert column(numbers) == told


def test_growing_numbers_are_written_as_steps():
    assert steps([3, 4, 10]) == "3 1 6"


def test_a_table_writes_each_value_once():
    table = Table(["a", "b", "a"])
    assert (table.column, table.values) == ("1ABA", "a\nb")
