"""A packet as one page that asks for nothing else: what to mend, old beside new, and each page in the width of a phone."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from motcua.tools.packet.contents import PAGES, Packet, Section
from motcua.tools.packet.wording import wording

_HEAD = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1.0625rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; color: #111; background: #fff; overflow-wrap: anywhere }}
h1 {{ font-size: 1.5rem; line-height: 1.25 }}
h2 {{ font-size: 1.25rem; margin: 2rem 0 .5rem }}
h3 {{ font-size: 1.0625rem; margin: 1.5rem 0 .25rem }}
ul {{ margin: 0; padding-left: 1.25rem }}
li {{ margin-bottom: .25rem }}
.errors {{ border-left: .25rem solid #b3261e; padding: .25rem .75rem; background: #fdf3f2 }}
table {{ width: 100%; border-collapse: collapse; table-layout: fixed }}
th, td {{ text-align: left; vertical-align: top; padding: .375rem .5rem; border: 1px solid #767676; white-space: pre-line }}
thead th {{ background: #eef2f6 }}
td + td {{ background: #f2f8f2 }}
figure {{ margin: 0 }}
iframe {{ width: 100%; max-width: 362px; height: 740px; border: 1px solid #767676; border-radius: .75rem; box-sizing: border-box }}
@media (max-width: 40rem) {{
  body {{ padding: .75rem }}
  table, tbody, tr, td, tbody th {{ display: block }}
  thead {{ position: absolute; clip-path: inset(50%) }}
  tr {{ border: 1px solid #767676; margin-bottom: .75rem }}
  td, tbody th {{ border: 0 }}
  td::before {{ content: attr(data-side); display: block; font-size: .875rem; color: #444 }}
  figure {{ margin: 0 -.75rem }}
  iframe {{ border-width: 1px 0; border-radius: 0; max-width: none }}
}}
@media print {{ figure {{ display: none }} }}
</style>
</head>
<body>
<main>
"""


def page(packet: Packet) -> bytes:
    """The page as bytes."""
    words = wording("vi")
    parts = [_HEAD.format(title=escape(words["title"])), f"<h1>{escape(words['title'])}</h1>", f"<p>{escape(packet.head)}</p>"]
    if packet.errors:
        parts.append(f'<section class="errors"><h2>{words["errors_title"]}</h2><p>{words["errors"].format(n=len(packet.errors))}</p>{_list(packet.errors)}</section>')
    else:
        parts.append(f"<p><strong>{escape(packet.verdict)}</strong></p>")
    parts += [f"<section><h2>{words['changes_title']}</h2>", *(map(_section, packet.sections) if packet.sections else [f"<p>{words['nothing']}</p>"]), "</section>"]
    parts += [f"<section><h2>{words['notes_title']}</h2>{_list(packet.notes)}</section>"] * bool(packet.notes)
    return "\n".join([*parts, *_pages(packet), "</main>", "</body>", "</html>", ""]).encode()


def _list(lines: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"


def _section(section: Section) -> str:
    words = wording("vi")
    head = f"<h3>{escape(section.title)}</h3>"
    if section.note:
        return f"{head}<p>{escape(section.note)}</p>"
    rows = "".join(f'<tr><th scope="row">{escape(line.what)}</th><td data-side="{words["before"]}">{escape(line.before)}</td>'
                   f'<td data-side="{words["after"]}">{escape(line.after)}</td></tr>' for line in section.lines)
    columns = "".join(f'<th scope="col">{words[name]}</th>' for name in ("what", "before", "after"))
    return f"{head}<table><thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table>"


def _pages(packet: Packet) -> Iterator[str]:
    words = wording("vi")
    if not packet.texts:
        return
    yield f"<section><h2>{words['pages_title']}</h2>"
    if not packet.pages:
        yield f"<p>{words['pages_missing']}</p>"
    for title, document in packet.pages:
        # Without any permission: nothing in the page runs, and nothing leads away.
        frame = f'<iframe sandbox title="{escape(words["page_of"].format(title=title))}" srcdoc="{escape(document)}"></iframe>'
        yield f"<h3>{escape(title)}</h3><figure>{frame}</figure>"
    if packet.more:
        yield f"<p>{words['pages_more'].format(shown=PAGES, n=packet.more)}</p>"
    yield "</section>"
