"""Fills a form on its page as a citizen would, with answers made from its declaration, and knows what the paper must then say."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page

from motcua import source
from motcua.model.forms import Asked, Fill, Form, FormField, Option

HERE = Path(__file__).parents[2]
FORMS = HERE / "templates" / "forms"


class Answer(NamedTuple):
    """What is typed or chosen at an element of the page, what the paper says of it, and where that depends on the template the tags for which it does."""

    at: str
    typed: str
    printed: str
    words: str = ""


class Box(NamedTuple):
    """The mark of an option in the template, and whether it was chosen."""

    mark: str
    is_chosen: bool


def fillable(folder: Path = FORMS) -> dict[str, Form]:
    """Every form that is filled on its page, by its id."""
    forms = {path.relative_to(folder).with_suffix("").as_posix(): Form.model_validate(source.read(path, path.name).values) for path in sorted(folder.glob("*/*.yml"))}
    return {form_id: form for form_id, form in forms.items() if form.fill}


def answers(fill: Fill) -> list[list[Answer]]:
    """An answer to everything that can be asked at once, step by step: of choices the option on which most others depend."""
    numbers, chosen, steps = count(1), {}, []
    wanted = [(field.only_if.field, option) for _, field in fill.fields() if field.only_if for option in field.only_if.is_one_of]
    for step in fill.steps:
        steps.append([])
        for field in step.fields:
            if field.only_if is None or chosen.get(field.only_if.field) in field.only_if.is_one_of:
                if field.options:
                    chosen[field.id] = max((option.id for option in field.options), key=lambda option: wanted.count((field.id, option)))
                steps[-1] += _of(field, f"dien-{field.id}", chosen, numbers)
    return steps


def boxes(fill: Fill, given: list[list[Answer]]) -> list[Box]:
    """The box of every option outside tables: chosen where it is among the answers."""
    at = {answer.at for step in given for answer in step}
    return [Box(f"{{{field.id}_{option.id}}}", option_at(f"dien-{field.id}", field, option) in at) for _, field in fill.fields() for option in field.options]


def option_at(at: str, field: Asked, option: Option) -> str:
    """The id of an option's box on the page."""
    return f"{at}-first" if option == field.options[0] else f"{at}.{option.id}"


def _of(field: Asked, at: str, chosen: dict[str, str], numbers: Iterator[int]) -> Iterator[Answer]:
    n = next(numbers)
    if field.kind == "table":
        assert isinstance(field, FormField)
        for row in range(max(field.min_rows, 1)):
            for column in field.columns:
                yield from _of(column, f"{at}-{row}-{column.id}", {}, numbers)
    elif field.options:
        option = next((option for option in field.options if option.id == chosen.get(field.id)), field.options[0])
        yield Answer(option_at(at, field, option), "", option.label.vi, f"{{{field.id}}}")
    elif field.kind == "date":
        yield from (Answer(f"{at}-{part}", text, "") for part, text in (("day", "7"), ("month", "8"), ("year", str(1950 + n))))
        tag, whole = field.id, f"ngày 07 tháng 8 năm {1950 + n}"
        yield from (Answer("", "", printed, words) for words, printed in (
            (f"{{{tag}}}", whole), (f"{{{tag}_ngan}}", f"07/08/{1950 + n}"), (f"ngày {{{tag}_ngay}} tháng {{{tag}_thang}} năm {{{tag}_nam}}", whole),
            (f"{{{tag}_nam}}", str(1950 + n))))
    elif field.kind == "address":
        yield from (Answer(f"{at}-{part}", text, text) for part, text in (("so_nha", f"Số {n} đường Ngõ Đậu"), ("xa", f"xã Ước Lễ {n}"), ("tinh", f"tỉnh Quảng Ngãi {n}")))
    else:
        typed = _typed(field, n)
        yield Answer(at, typed, f"{int(typed):,}".replace(",", ".") if field.kind == "number" else typed)


def _typed(field: Asked, n: int) -> str:
    if field.pattern:
        assert field.example, f"{field.id}: a pattern without an example"
        return field.example
    kinds = {"number": f"{12340 + n}", "id_number": f"{79095000000 + n:012}", "phone": f"{903000000 + n:010}", "email": f"nguoi.dan.{n}@example.vn"}
    return kinds.get(field.kind, f"Nguyễn Ưỡng thứ {n}")


def start(page: Page, address: str) -> None:
    """Open the form's page and begin."""
    page.goto(address)
    page.click("[data-start]")


def fill_step(page: Page, step: list[Answer]) -> None:
    """Answer everything on the screen that is open."""
    for answer in step:
        if answer.at and answer.typed:
            page.fill(f'[id="{answer.at}"]', answer.typed)
        elif answer.at:
            page.check(f'[id="{answer.at}"]')


def fill_all(page: Page, steps: list[list[Answer]]) -> None:
    """From the first step to the last look."""
    for step in steps:
        if step:
            fill_step(page, step)
            page.click(".fill__screen form [type=submit]")
            assert not page.is_visible(".fill__errors"), page.inner_text(".fill__errors")
