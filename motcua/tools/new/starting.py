"""A new catalogue: the files without which nothing can be built, each with what its editor was asked for."""
from __future__ import annotations

import re
from pathlib import Path

from motcua import ledger
from motcua.folders import Fault
from motcua.load import Fields
from motcua.model import Contact, Department, FieldOfWork, Publisher
from motcua.rules.directory import SCHEMA_VERSION
from motcua.text import slug
from motcua.tools.fields import FILES
from motcua.tools.new.asking import Asking, Question
from motcua.tools.rewrite import put
from motcua.tools.schema import FOLDER, write
from motcua.tools.yaml_layout import arranged, lay_out

_LICENCE = {"name": "Giấy phép Creative Commons Ghi công 4.0 (CC BY 4.0)", "url": "https://creativecommons.org/licenses/by/4.0/deed.vi"}
_FIELDS = "Hộ tịch, Chứng thực"


def start(ask: Asking, folder: Path) -> list[Path]:
    """Write the files of a new catalogue into a folder that is empty or absent; those written, in order."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Fault(ask.words["new_folder_is_full"].format(folder=folder))
    authority = ask(Question("authority", Publisher, "authority"))
    title = ask(Question("title", Publisher, "title", default="Thủ tục hành chính"))
    hotline = ask(Question("hotline", Contact, "hotline", is_required=False))
    site_url = ask(Question("site-url", Publisher, "site_url", is_required=False))
    named = [each.strip() for each in re.split(r"[,;]", ask(Question("fields", FieldOfWork, "name", default=_FIELDS, called=(Fields, "fields")))) if each.strip()]
    publisher = {"schema_version": str(SCHEMA_VERSION), "title": title, "authority": authority, "languages": ["vi", "en"],
                 "licence": _LICENCE, "contact": {"hotline": hotline} if hotline else {}} | ({"site_url": site_url} if site_url else {})
    contents = {
        "catalogue.yml": ("publisher", publisher),
        "fields.yml": ("fields", {"fields": [{"id": slug(name), "name": name} for name in dict.fromkeys(named)]}),
        "laws.yml": ("laws", {"laws": []}),
        f"departments/{slug(authority)}.yml": ("department", {"id": slug(authority), "name": authority, "kind": "department", "level": "province"}),
    }
    written = []
    for below, (kind, values) in contents.items():
        file = folder / below
        file.parent.mkdir(parents=True, exist_ok=True)
        put(file, lay_out(arranged(FILES[kind], values)).encode())
        written.append(file)
    put(folder / ledger.MERGED, f"urls.txt {ledger.MERGING}\n".encode())
    write(folder / FOLDER)
    return [*written, folder / ledger.MERGED, folder / FOLDER.parent / "settings.json"]
