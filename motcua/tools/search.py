"""`motcua search`: asks a built site's own search engine in Node, and shows what it finds and why."""
from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ENGINE = Path(__file__).with_name("engine.js")
FOUND, NOTHING_FOUND, WRONG_USE = 0, 1, 2


class Unusable(Exception):
    """The search cannot be asked: no Node, or no site with an index."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the command's arguments."""
    parser.add_argument("query", metavar="QUERY", help="what a citizen types")
    parser.add_argument("--site", type=Path, default=Path("site"), metavar="DIR", help="a built site; the folder site without it")
    parser.add_argument("--limit", type=int, default=10, metavar="N", help="how many procedures are shown")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="the language of names")
    parser.add_argument("--typing", action="store_true", help="take the last syllable for a beginning, as the box does while somebody types")
    parser.add_argument("--explain", action="store_true", help="say why each procedure stands where it does")


def run(arguments: argparse.Namespace) -> int:
    """Print what is found; 0 when anything was, 1 when nothing, 2 when the search cannot be asked."""
    try:
        (answer,) = ask(arguments.site, [arguments.query], arguments.limit, arguments.lang, typing=arguments.typing)["answers"]
    except Unusable as error:
        print(f"motcua: {error}", file=sys.stderr)
        return WRONG_USE
    for line in told(answer, explain=arguments.explain):
        print(line)
    return FOUND if answer["hits"] or answer["elsewhere"] else NOTHING_FOUND


def ask(site: Path, queries: Sequence[str], limit: int = 10, language: str = "vi", *, typing: bool = False, procedures: bool = False) -> dict:
    """What the engine of a site answers to each query; with `procedures`, the listed procedures too. `Unusable` says what is missing."""
    node = shutil.which("node") or shutil.which("nodejs")
    if not node:
        raise Unusable("the search runs in Node, which is not installed")
    if not (site / "search" / "current.js").is_file():
        raise Unusable(f"{site}: no site with a search index; build it first")
    asked = json.dumps({"queries": list(queries), "limit": limit, "typing": typing, "procedures": procedures})
    done = subprocess.run([node, ENGINE, site.resolve(), language], input=asked, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise Unusable(next((line for line in done.stderr.splitlines() if "Error" in line), done.stderr.strip()))
    return json.loads(done.stdout)


def told(answer: dict, *, explain: bool) -> Iterator[str]:
    """An answer in lines."""
    if answer["suggestion"]:
        yield f"? {answer['suggestion']}"
    for each in answer["elsewhere"]:
        yield f"> {each['text']} {each['url']}".rstrip()
    for key in ("block", "place"):
        if answer[key]:
            yield f"{key}: {answer[key]}"
    for group in answer["groups"]:
        yield f"sense: {group['label']} ({', '.join(answer['hits'][at]['code'] for at in group['hits'][:3])} …)"
    for number, hit in enumerate(answer["hits"], start=1):
        yield f"{number:3} {hit['code']} {hit['score']:.3f} {hit['name']}"
        if explain:
            yield "        " + "; ".join(" ".join(filter(None, (why["kind"], why["words"], f"{why['value']:.2f}"))) for why in hit["why"])
    yield f"{answer['total']} found"
