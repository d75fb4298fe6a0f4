"""The 1,333 real records: no list mark and no word is lost on the way through the outline."""

import json
import re

import pytest

from motcua import outline, prose

# Written without a look at the reader: what a person would call a mark at the start of a line.
UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
MARK = re.compile(
    rf"""\s*(?:[.;]\s*)?(
        [-–•+*]{{1,3}}\)? | \(\*\)
      | \([1-9]\d?(?:\.\d+)?\) | \([a-zđ]\) | \([ivx]+\)
      | [a-zđ](?:\.?\d+)*\)\.? | \d{{1,2}}\) | [ivx]+\)
      | [a-zđ]\d?\.(?=\s*[{UPPER}]) | [IVX]+\.(?=\s) | [A-G]\.(?=\s)
      | \d{{1,2}}(?:\.\d{{1,2}})+(?:[.)](?=\s)|(?=\s+[{UPPER}“])) | \d{{1,2}}[./](?=\s*[{UPPER}“]) | \d-(?=\s)
    )""",
    re.VERBOSE,
)
STEP = re.compile(rf"(?:{MARK.pattern})?\s*(Bước\s+\d+(?:\.\d+)*)", re.VERBOSE)


def records(portal):
    for file in sorted(portal.glob("*.jsonl")):
        with file.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def texts(portal):
    for record in records(portal):
        for step in record.get("executionSteps") or ():
            yield record["code"], step.get("description") or ""
        yield record["code"], record.get("requirementsAndConditions") or ""
        for case in record.get("executionCases") or ():
            yield record["code"], case.get("name") or ""
            for component in case.get("profileComponents") or ():
                yield record["code"], component.get("name") or ""


def expected(text):
    for line in text.splitlines():
        if step := STEP.match(line):
            yield "".join(((step[1] or "") + step[2]).split())
        elif mark := MARK.match(line):
            yield mark[1]


def found(blocks):
    for block in blocks:
        if block.is_step:
            yield re.sub(r"\s|[-–:./)\s]+$", "", block.mark)
        elif block.mark:
            yield block.mark.lstrip(".; ")
        yield from found(block.children)


@pytest.fixture(scope="module")
def read_texts(shared):
    return [(code, text, outline.read(text)) for code, text in texts(shared / "data" / "portal")]


@pytest.mark.bulk
def test_no_list_mark_of_the_real_records_is_lost_or_invented(read_texts):
    differing, marks = [], 0
    for code, text, blocks in read_texts:
        wanted, got = list(expected(text)), list(found(blocks))
        marks += len(wanted)
        if wanted != got:
            differing.append((code, [pair for pair in zip(wanted, got, strict=False) if pair[0] != pair[1]][:1] or (wanted[-1:], got[-1:])))
    assert differing == []
    assert len({code for code, *_ in read_texts}) == 1333
    assert marks > 12_000


@pytest.mark.bulk
def test_every_word_of_the_real_records_is_kept_in_order(read_texts):
    changed = [code for code, text, blocks in read_texts if "".join(prose.plain(blocks).split()) != "".join(text.split())]
    assert changed == []


@pytest.mark.bulk
def test_no_list_of_the_real_records_is_nested_without_end(read_texts):
    def depth(blocks):
        return max((1 + depth(block.children) for block in blocks), default=0)

    depths = [depth(blocks) for *_, blocks in read_texts]
    assert max(depths) <= 6
    assert sum(deep > 4 for deep in depths) <= 12


@pytest.mark.bulk
def test_a_point_stands_in_one_list_with_the_point_before_it(read_texts):
    """Where a) ... b) ... of one text are steps of one sequence, they come out as neighbours, whatever stands under them."""
    order = "abcdđeghiklmnopqrstuvxy"
    together = apart = 0

    def look(blocks, before):
        nonlocal together, apart
        last = ""
        for block in blocks:
            if re.match(f"[{order}]\\)", block.mark):
                point = order.index(block.mark[0])
                neighbours = {order[point - 1], order[point - 2]} if point > 1 else {"a"}
                if point and last in neighbours:
                    together += 1
                elif point and neighbours & before:
                    apart += 1
                last = block.mark[0]
                before.add(last)
            look(block.children, before)

    for *_, blocks in read_texts:
        look(blocks, set())
    assert together > 900
    assert apart / together < 0.05, (together, apart)
