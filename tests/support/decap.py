"""Decap's own server for editing on one machine: it writes into a folder what the browser editor saves."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SERVER = Path(__file__).parents[1] / "node_modules" / "decap-server" / "dist" / "index.js"
_PATIENCE = 20


@contextmanager
def writing(folder: Path, *, proposing: bool = False) -> Iterator[str]:
    """Let the editor write into the folder, or propose branches of its repository; yields the address that its settings must name."""
    if not _SERVER.is_file():
        raise RuntimeError("decap-server is not installed: run `make test`")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    around = os.environ | {"PORT": str(port), "BIND_HOST": "127.0.0.1", "GIT_REPO_DIRECTORY": str(folder), "LOG_LEVEL": "error",
                           "MODE": "git" if proposing else "fs"}
    server = subprocess.Popen(["node", _SERVER], env=around, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, server)
        yield f"http://127.0.0.1:{port}/api/v1"
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int, server: subprocess.Popen) -> None:
    last = time.monotonic() + _PATIENCE
    while time.monotonic() < last and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"decap-server did not start: {server.poll()}")
