"""Forms' files made by hand, sound ones and each with one thing wrong: DOCX and ODT as ZIPs, PDF object by object.

    python tests/support/packages.py     writes the files of those mistakes that are shown with one
"""
from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

MISTAKES = Path(__file__).parents[1] / "mistakes"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="' + _OFFICE + '"'
HEADING = '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Đơn đề nghị cấp giấy xác nhận</w:t></w:r></w:p>'
RUN = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
CELL = "<w:tc><w:p><w:r><w:t>Họ và tên</w:t></w:r></w:p></w:tc>"
LONG = RUN.format("Tôi đề nghị cơ quan có thẩm quyền xem xét và cấp giấy xác nhận theo quy định. " * 4)
FIELD = ('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
         '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>')


def docx(body: str = "", *, title: str = "Đơn đề nghị", language: str = "vi-VN", heading: str = HEADING, core: str = "", settings: str = "",
         kind: str = "document", types: str = "", relations: str = "", parts: Mapping[str, bytes | str] | None = None, packing: int = zipfile.ZIP_STORED) -> bytes:
    """A Word document of one heading; `body` follows it, `relations` are those of its document part, `parts` lie beside."""
    main = f"{_WORD}.{kind}.main+xml" if "." not in kind else kind
    held: dict[str, bytes | str] = {
        "[Content_Types].xml":
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
            f'<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>'
            '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
            '<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
            f"{types}</Types>",
        "_rels/.rels": _relations(
            f'<Relationship Id="a" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
            '<Relationship Id="b" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
            f'<Relationship Id="c" Type="{_OFFICE}/extended-properties" Target="docProps/app.xml"/>'),
        "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Pages>1</Pages></Properties>',
        "docProps/core.xml":
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title>{core}</cp:coreProperties>',
        "word/_rels/document.xml.rels": _relations(
            f'<Relationship Id="s" Type="{_OFFICE}/styles" Target="styles.xml"/><Relationship Id="t" Type="{_OFFICE}/settings" Target="settings.xml"/>{relations}'),
        "word/document.xml": f'<w:document {_W}><w:body>{heading}{body}</w:body></w:document>',
        "word/settings.xml": f'<w:settings {_W}>{settings}</w:settings>',
        "word/styles.xml": f'<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="{language}"/></w:rPr></w:rPrDefault></w:docDefaults></w:styles>',
    }
    return zipped(held | dict(parts or {}), packing)


def _relations(lines: str) -> str:
    return f'<Relationships xmlns="{_RELATIONS}">{lines}</Relationships>'


def relation(kind: str, target: str, mode: str = "") -> str:
    """A relation of the document; external where `mode` says so."""
    return f'<Relationship Id="x" Type="{_OFFICE}/{kind}" Target="{target}"' + (f' TargetMode="{mode}"/>' if mode else "/>")


def odt(body: str = "", *, manifest: str = "", meta: str = "", styles: str = "", scripts: str = "", parts: Mapping[str, bytes | str] | None = None) -> bytes:
    """A text document of one heading."""
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in "office text style table draw meta script".split())
    names += (' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
              ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"')
    return zipped({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{manifest}</manifest:manifest>',
        "content.xml": f'<office:document-content {names}>{scripts}<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>'
                       f'<text:h>Đơn đề nghị cấp giấy xác nhận</text:h>{body}</office:text></office:body></office:document-content>',
        "meta.xml": f'<office:document-meta {names}><office:meta><dc:title>Đơn đề nghị</dc:title>{meta}</office:meta></office:document-meta>',
        "styles.xml": f'<office:document-styles {names}><office:styles><style:default-style><style:text-properties fo:language="vi"/></style:default-style>'
                      '</office:styles></office:document-styles>',
    } | dict(parts or {}))


def zipped(parts: Mapping[str, bytes | str] | Iterable[tuple[str | zipfile.ZipInfo, bytes | str]], packing: int = zipfile.ZIP_STORED) -> bytes:
    """The parts as a ZIP, all of one day."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in parts.items() if isinstance(parts, Mapping) else parts:
            entry = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name)
            entry.compress_type = packing
            archive.writestr(entry, content)
    return whole.getvalue()


SOUND_PDF = (b"<</Type /Catalog /Pages 2 0 R /Lang (vi-VN) /MarkInfo <</Marked true>> /StructTreeRoot 4 0 R%s>>", b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
             b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]%s>>", b"<</Type /StructTreeRoot>>", b"<</Title (Don de nghi)%s>>")


def pdf(*more: bytes, catalogue: bytes = b"", page: bytes = b"", info: bytes = b"", trailer: bytes = b"", behind: bytes = b"",
        objects: tuple[bytes, ...] = ()) -> bytes:
    """A PDF of one empty page; `more` are objects from number 6 on, the rest stands in the dictionaries; `objects` stand for the usual five."""
    root, pages, leaf, tree, about = objects or SOUND_PDF
    return assembled([root % catalogue if b"%s" in root else root, pages, leaf % page if b"%s" in leaf else leaf, tree,
                      about % info if b"%s" in about else about, *more], trailer, behind)


def assembled(objects: list[bytes], trailer: bytes = b"", behind: bytes = b"") -> bytes:
    """The objects under their numbers, with the table that says where each lies; `behind` stands between them and the table."""
    whole, places = bytearray(b"%PDF-1.7\n"), []
    for number, written in enumerate(objects, 1):
        places.append(len(whole))
        whole += b"%d 0 obj %s endobj\n" % (number, written)
    whole += behind
    start = len(whole)
    lines = b"".join(b"%010d 00000 n \n" % place for place in places)
    whole += b"xref\n0 %d\n0000000000 65535 f \n%strailer <</Root 1 0 R /Info 5 0 R /Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, lines, len(objects) + 1, trailer, start)
    return bytes(whole)


def stream(content: bytes, about: bytes = b"", *, is_packed: bool = False) -> bytes:
    """A stream, deflated if wished."""
    content, about = (zlib.compress(content), about + b" /Filter /FlateDecode") if is_packed else (content, about)
    return b"<</Length %d%s>> stream\n%s\nendstream" % (len(content), about, content)


def table(rows: int, header: str = "") -> str:
    """A table of two columns with lines around it."""
    return ('<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr>'
            + "".join(f"<w:tr>{header if not row else ''}{CELL * 2}</w:tr>" for row in range(rows)) + "</w:tbl>")


def shown() -> dict[str, tuple[str, bytes]]:
    """The mistakes of `tests/mistakes` that are a file: what the folder is called, the ending and the bytes."""
    return {
        "form-that-is-cut-off": ("pdf", pdf()[:-60]),
        "form-that-unpacks-to-much-more": ("docx", docx(parts={"word/media/1.bmp": bytes(2 << 20)}, packing=zipfile.ZIP_DEFLATED)),
        "form-packed-with-a-part-outside": ("docx", docx(parts={"../outside.xml": "<a/>"})),
        "form-with-a-document-type": ("docx", docx(parts={"customXml/item1.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"})),
        "form-with-a-password": ("pdf", pdf(trailer=b" /Encrypt 5 0 R")),
        "form-with-a-macro": ("docx", docx(parts={"word/vbaProject.bin": b"\0"})),
        "form-with-a-picture-from-elsewhere": ("docx", docx(relations=relation("image", "https://example.vn/a.png", "External"))),
        "form-with-a-file-inside": ("docx", docx(parts={"word/embeddings/bang-tinh.xlsx": b"PK\x03\x04"})),
        "form-that-fetches-data": ("docx", docx(FIELD.format("DDEAUTO c:\\\\chuong-trinh.exe a b"))),
        "form-that-runs-a-script": ("pdf", pdf(catalogue=b" /OpenAction <</S /JavaScript /JS (app.alert\\(1\\))>>")),
        "form-that-names-its-author": ("docx", docx(core="<dc:creator>Nguyễn Văn An</dc:creator>")),
        "form-with-tracked-changes": ("docx", docx('<w:p><w:ins w:author="Nguyễn Văn An"><w:r><w:t>Điện thoại</w:t></w:r></w:ins></w:p>')),
        "form-with-hidden-text": ("docx", docx("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Điện thoại</w:t></w:r></w:p>")),
        "form-without-a-title": ("docx", docx(title="")),
        "form-in-the-language-of-its-program": ("docx", docx(LONG, language="en-US")),
        "form-without-headings": ("docx", docx(LONG, heading="")),
        "form-with-a-table-without-a-header": ("docx", docx(table(3))),
        "form-with-a-picture-without-words": ("docx", docx('<w:p><w:r><w:drawing><wp:inline xmlns:wp="urn:wp"><wp:docPr id="1" name="1"/>'
                                                           '<a:blip xmlns:a="urn:a" r:embed="p"/></wp:inline></w:drawing></w:r></w:p>')),
        "form-without-tags": ("pdf", pdf(objects=(SOUND_PDF[0].replace(b" /MarkInfo <</Marked true>>", b""), *SOUND_PDF[1:]))),
    }


def main() -> None:
    """Lay each file into its folder; what is expected of it is written by hand."""
    told = (MISTAKES / "base/forms/so-y-te/don-de-nghi.yml").read_text("utf-8")
    for name, (ending, data) in shown().items():
        folder = MISTAKES / name / "forms" / "so-y-te"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"don-de-nghi.{ending}").write_bytes(data)
        if ending != "pdf":
            (folder / "don-de-nghi.yml").write_text(told.replace(".pdf", f".{ending}"), "utf-8")


if __name__ == "__main__":
    main()
