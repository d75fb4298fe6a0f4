"""The routing table: page kind -> address, in each language; every address of the site comes from here.

An address is a folder path such as ``thu-tuc/1.004222/`` without a leading slash, permanent, in ASCII. The first language of the
catalogue stands at the root, every other one under its own code with the same segments.
"""
from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote, urlsplit

from motcua.text import slug

HOME = ""
A_TO_Z = "thu-tuc/"
DEPARTMENTS = "co-quan/"
FIELDS = "linh-vuc/"
LIFE_EVENTS = "viec-trong-doi/"
LEVELS = "cap/"
APPLICANTS = "doi-tuong/"
FORMS = "bieu-mau/"
OFFICES = "noi-nop/"
LAWS = "van-ban/"
DECISIONS = "quyet-dinh/"
FAMILIES = "cung-loai/"
INTERNAL = "noi-bo/"
CHANGES = "moi-thay-doi/"
GLOSSARY = "giai-thich-tu/"
DATA = "du-lieu/"
SEARCH = "tim/"
NOT_FOUND = "404.html"
PROCEDURES_JSON = "api/v1/procedures.json"
FORMS_JSON = "api/v1/forms.json"
ALL_FORMS = "bieu-mau/tat-ca-mau-don.zip"
ASSETS = "assets/"
HOLIDAYS = "assets/holidays.js"
SITEMAP = "sitemap.xml"
SEARCH_INDEX = "search/"
SEARCH_CURRENT = "search/current.js"
SEARCH_TEXTS = "search/texts.js"
COMMUNES = "noi-nop/tra/"
FILL_ENGINE = ASSETS + "fill-engine.js"


def procedure(code: str, case: str = "") -> str:
    """The page of a procedure, or of one of its cases."""
    return f"thu-tuc/{code}/{case}/" if case else f"thu-tuc/{code}/"


def sheet(code: str, case: str = "") -> str:
    """What a clerk prints and hands over: the papers of a procedure, or of one of its cases, on paper."""
    return f"{procedure(code, case)}phieu/"


def search_text(code: str) -> str:
    """The texts of some procedures, those whose numbers end alike, as a script."""
    return f"search/text/{code[5:8]}.js"


def search_words(language: str) -> str:
    """What the search box says in one language, as a script."""
    return f"search/words-{language}.js"


def tool_words(language: str) -> str:
    """What the tools of procedures' pages say in one language, as a script."""
    return f"assets/tools-{language}.js"


def offices(letter_id: str) -> str:
    """The counters of the communes that begin with a letter, where all are too many for one page."""
    return f"{OFFICES}{letter_id}/"


def communes(language: str) -> str:
    """Which files hold the communes with their counters in one language, as a script."""
    return f"{COMMUNES}current-{language}.js"


def qr(code: str, case: str = "") -> str:
    """The address of a procedure, or of one of its cases, as a picture that a telephone reads."""
    return f"{procedure(code, case)}qr.svg"


def table(path: str) -> str:
    """The table of a list page as a file for a spreadsheet."""
    return f"{path}danh-sach.csv"


def notice(department_id: str) -> str:
    """What a department posts on its board: its list of procedures on paper."""
    return f"{department(department_id)}niem-yet/"


def field(field_id: str) -> str:
    """The procedures of a field of work."""
    return f"{FIELDS}{field_id}/"


def life_event(event_id: str) -> str:
    """What is to be done when something happens in a life."""
    return f"{LIFE_EVENTS}{event_id}/"


_LEVELS = {"ministry": "bo", "province": "tinh", "district": "huyen", "commune": "xa", "other": "khac"}
_APPLICANTS = {"citizen": "cong-dan", "business": "doanh-nghiep", "official": "can-bo"}


def level(name: str) -> str:
    """The procedures that one level of government carries out."""
    return f"{LEVELS}{_LEVELS[name]}/"


def applicant(group: str) -> str:
    """The procedures for one group of applicants: `citizen`, `business` or `official`."""
    return f"{APPLICANTS}{_APPLICANTS[group]}/"


def form(form_id: str) -> str:
    """What is known of a form, with its file."""
    return f"{FORMS}{form_id}/"


def law(number: str) -> str:
    """What rests on a legal text."""
    return f"{LAWS}{slug(number)}/"


def decision(decision_id: str) -> str:
    """What a publication decision did."""
    return f"{DECISIONS}{decision_id}/"


def department(department_id: str) -> str:
    """The page of a department."""
    return f"co-quan/{department_id}/"


def written_page(name: str) -> str:
    """A page written by hand."""
    return f"trang/{name}/"


def form_file(form_id: str, extension: str) -> str:
    """The stable name under which a form is published, whatever its file was called."""
    return f"bieu-mau/{form_id}.{extension}"


def form_version_file(form_id: str, version: str, extension: str) -> str:
    """The name under which one version of a form stays published; `version` tells its bytes apart."""
    return f"bieu-mau/{form_id}/{version}.{extension}"


def form_template(form_id: str) -> str:
    """The DOCX that the page of a form fills, as a script: a page from a disk can load nothing else."""
    return f"bieu-mau/{form_id}/dien.js"


def bundle(department_id: str) -> str:
    """All forms of a department in one ZIP."""
    return f"bieu-mau/{department_id}/{department_id}.zip"


def event_bundle(event_id: str) -> str:
    """All forms that an event of life asks for, in one ZIP."""
    return f"{life_event(event_id)}mau-don.zip"


def known_forms(language: str) -> str:
    """Every form's file by its digest, as a script with what is said of it in one language."""
    return f"bieu-mau/dau-kiem-tra-{language}.js"


def procedure_json(code: str) -> str:
    """A procedure as data."""
    return f"api/v1/procedures/{code}.json"


def in_language(path: str, language: str, languages: tuple[str, ...]) -> str:
    """The same address in one of the catalogue's languages."""
    return path if language == languages[0] else f"{language}/{path}"


def file_of(path: str) -> str:
    """The file that a static host serves for an address."""
    return path + "index.html" if path == "" or path.endswith("/") else path


def depth(path: str) -> int:
    """How many folders below the root the file of an address lies."""
    return file_of(path).count("/")


def to_root(path: str) -> str:
    """The relative way from a page up to the root: ``../../`` or ``./``."""
    return "../" * depth(path) or "./"


@lru_cache(maxsize=256)
def _folders(path: str) -> list[str]:
    """The folders in which the file of an address lies: asked for by every link of a page."""
    return file_of(path).split("/")[:-1]


def relative(start: str, target: str) -> str:
    """The link on page `start` that leads to `target`; it holds at any subpath and from a disk."""
    here, there = _folders(start), target.split("/")
    same = 0
    while same < len(here) and same < len(there) - 1 and here[same] == there[same]:
        same += 1
    return "../" * (len(here) - same) + "/".join(there[same:]) or "./"


def absolute(site_url: str, path: str) -> str:
    """The address on the public web; `site_url` ends with a slash or not."""
    return site_url.rstrip("/") + "/" + quote(path)


def root_path(site_url: str) -> str:
    """The path part of the site's address with both slashes: ``/`` or ``/a/b/``."""
    path = urlsplit(site_url).path.strip("/")
    return f"/{path}/" if path else "/"
