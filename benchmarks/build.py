"""Time whole builds of a catalogue: clean, after one edit, after none, and the same facts through MkDocs + Material.

    python benchmarks/build.py [--catalogue DIR | --count N] [--runs 5] [--without-mkdocs]

Each figure is the median of whole processes on this machine; the ratio to MkDocs comes from the same run. QR codes, forms and ZIPs
are timed apart: the catalogue is built without forms and without an address, so that no page has a QR code, then once with one.
MkDocs is given a page for each procedure and language, with all its facts, and then as many pages as this site has, each as Markdown
made of what it shows; both as it comes, with its search, and without, which is its fastest setting.
"""
from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT), str(HERE)]

LANGUAGES = ("vi", "en")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--catalogue", type=Path, help="a catalogue to copy and build; a generated one without it")
    parser.add_argument("--count", type=int, default=1333, help="how many procedures to generate")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--mkdocs-runs", type=int, default=1)
    parser.add_argument("--without-mkdocs", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "none").mkdir()
        catalogue = work / "catalogue"
        if options.catalogue:
            shutil.copytree(options.catalogue, catalogue)
        else:
            from generate import generate

            generate(options.count, catalogue)
        measure(work, catalogue, options)


def measure(work: Path, catalogue: Path, options: argparse.Namespace) -> None:
    """Print the table."""
    build = [sys.executable, str(ROOT / "build.py"), "--catalogue", str(catalogue), "--site", str(work / "site"), "--quiet", "--site-url", ""]
    clean = [timed(build, before=lambda: forget(work)) for _ in range(options.runs)]
    print(f"{'clean build, cache empty':<34}{told(clean)}   largest process {peak():.0f} MB")
    print("    " + stages(build, work))
    files = sum(len(names) for _, _, names in os.walk(work / "site"))
    size = sum(path.stat().st_size for path in (work / "site").rglob("*") if path.is_file())
    print(f"    {files} files, {size / 1e6:.0f} MB")
    edited = next(path for path in sorted((catalogue / "procedures").rglob("*.yml")) if "amount: " in path.read_text(encoding="utf-8"))
    for what, change in (("a keyword", keyword), ("a fee, which lists show too", fee)):
        edits = [timed(build, before=lambda n=n: change(edited, n)) for n in range(options.runs)]
        print(f"{'rebuild after one edit':<34}{told(edits)}   {what}")
    nothing = [timed(build) for _ in range(options.runs)]
    print(f"{'rebuild after none':<34}{told(nothing)}")
    forget(work)
    print(f"{'clean build with QR codes':<34}{told([timed([*build[:-1], 'https://example.org/'])])}")
    if options.without_mkdocs:
        return
    forget(work)
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    compare(catalogue, work, options, statistics.median(clean))


def compare(catalogue: Path, work: Path, options: argparse.Namespace, ours: float) -> None:
    """Print how long MkDocs takes for the same facts, and for the same pages, beside the seconds of a clean build of this site."""
    import same_pages

    own = same_pages.write(work / "site", work / "same")
    facts = write_for_mkdocs(catalogue, work)
    for what, docs, pages in (("a page a procedure", "docs", facts), ("the same pages", "same", own)):
        for setting, plugins in (("as it comes", "[search]"), ("without its search", "[]")):
            configure_mkdocs(work, docs, plugins)
            theirs = [timed([sys.executable, "-m", "mkdocs", "build", "--quiet", "--clean", "-f", str(work / "mkdocs.yml")])
                      for _ in range(options.mkdocs_runs)]
            print(f"{f'MkDocs + Material {setting}':<40}{told(theirs)}   {what}: {pages} pages")
            print(f"{'    over a clean build':<40}{statistics.median(theirs) / ours:7.1f} times, for {pages} pages of its own against {own} of ours")


def timed(command: list[str], before=lambda: None) -> float:
    """Seconds of one whole process."""
    before()
    began = time.perf_counter()
    # As on a person's machine: Python keeps what it has compiled.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**kept, "NO_MKDOCS_2_WARNING": "1"})
    return time.perf_counter() - began


def stages(build: list[str], work: Path) -> str:
    """The stages of one more clean build, as it tells them itself."""
    forget(work)
    done = subprocess.run([*(word for word in build if word != "--quiet"), "--stages"], check=True, capture_output=True, text=True)
    return next((line for line in done.stdout.splitlines() if " · " in line), "")


def forget(work: Path) -> None:
    """Put an earlier build aside: creating files just after thousands were removed is slow on some disks."""
    aside = work / f"aside-{len(list(work.glob('aside-*')))}"
    aside.mkdir()
    for name in ("site", ".cache"):
        if (work / name).exists():
            (work / name).rename(aside / name)


def keyword(path: Path, number: int) -> None:
    """Change what stands on the procedure's own pages and in its data alone."""
    text = re.sub(r"^keywords: .*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    path.write_text(text.replace("status: in_force", f"keywords: [lan-{number}]\nstatus: in_force", 1), encoding="utf-8")


def fee(path: Path, number: int) -> None:
    """Change an amount."""
    path.write_text(re.sub(r"amount: \d+", f"amount: {number + 1}7000", path.read_text(encoding="utf-8"), count=1), encoding="utf-8")


def told(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):7.2f} s  ({min(seconds):.2f} to {max(seconds):.2f}, {len(seconds)} runs)"


def peak() -> float:
    """The memory of the largest process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def write_for_mkdocs(catalogue: Path, work: Path) -> int:
    """The same facts as Markdown, a page a procedure and language; how many pages that is."""
    from motcua.load import load

    loaded, _ = load(catalogue, work / "none", work / "mkdocs-cache")
    docs = work / "docs"
    for language in LANGUAGES:
        folder = docs if language == "vi" else docs / language
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.md").write_text("# Thủ tục\n" + "".join(
            f"- [{code}](thu-tuc/{code}.md)\n" for code in loaded.procedures), encoding="utf-8")
        (folder / "thu-tuc").mkdir()
        for code in loaded.procedures:
            (folder / "thu-tuc" / f"{code}.md").write_text(as_markdown(loaded.record(code).load()), encoding="utf-8")
    return len(list(docs.rglob("*.md")))


def configure_mkdocs(work: Path, docs: str, plugins: str) -> None:
    """One page in the navigation: with all of them in it, every page would carry thousands of links."""
    (work / "mkdocs.yml").write_text(
        f"site_name: Compared\ndocs_dir: {docs}\nsite_dir: theirs\ntheme: {{name: material, font: false}}\nplugins: {plugins}\nnav: [index.md]\nnot_in_nav: |\n  /**/*.md\n",
        encoding="utf-8")


def as_markdown(procedure) -> str:
    """Every fact of a record under its key, texts as they stand."""
    parts = [f"# {procedure.name.vi}\n"]
    for key, value in procedure.model_dump(mode="json", exclude_defaults=True).items():
        parts.append(f"\n## {key}\n")
        parts.extend(lines(value, 0))
    return "\n".join(parts) + "\n"


def lines(value, depth: int):
    """A value as nested Markdown lists."""
    if isinstance(value, dict):
        for key, held in value.items():
            if isinstance(held, (dict, list)):
                yield f"{'    ' * depth}- **{key}**"
                yield from lines(held, depth + 1)
            else:
                yield f"{'    ' * depth}- **{key}**: {held}".replace("\n", f"\n{'    ' * (depth + 1)}")
    elif isinstance(value, list):
        for held in value:
            yield from lines(held if isinstance(held, (dict, list)) else {"": held}, depth)
    else:
        yield f"{'    ' * depth}{value}"


if __name__ == "__main__":
    main()
