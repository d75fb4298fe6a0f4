"""Documents as LibreOffice opens them: an office program that had no part in making them."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path


def texts(files: Sequence[Path]) -> list[str]:
    """What each document says when LibreOffice opens it and writes it as plain text, all in one start of the program; its absence is an error, never a skip."""
    program = shutil.which("soffice")
    if program is None:
        raise RuntimeError("the tests of documents need the program soffice (Debian package libreoffice-writer-nogui): run `make test`")
    with tempfile.TemporaryDirectory() as folder:
        copies = []
        for number, file in enumerate(files):
            copies.append(Path(folder) / f"{number}{file.suffix}")
            shutil.copyfile(file, copies[-1])
        # A profile of its own: LibreOffice gives a second process of one profile to the first.
        command = [program, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless", "--norestore",
                   "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, *map(str, copies)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=180, check=False)
        missing = [str(file) for file, copy in zip(files, copies, strict=True) if not copy.with_suffix(".txt").is_file()]
        assert not missing, f"LibreOffice did not open {missing}: {done.stdout} {done.stderr}"
        return [copy.with_suffix(".txt").read_text("utf-8-sig") for copy in copies]
