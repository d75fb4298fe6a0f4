"""How documents, archives and programs begin, by which they are known wherever they hide."""
from __future__ import annotations

ZIP, OLE, PDF, RTF, PROGRAM = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"), b"%PDF-", b"{\\rtf", b"MZ"
CONTAINERS = (ZIP, OLE, PROGRAM, PDF, RTF, b"Rar!", b"7z\xbc\xaf")
"""What holds files of its own, or does something: nothing of that kind belongs into a form."""
