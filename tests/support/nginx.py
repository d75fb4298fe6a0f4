"""Debian's nginx on this machine, with the few lines that a site of files needs."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

# What a host would write, but for the first lines: one process of the tests' own, which keeps everything in its folder.
_CONFIG = """\
daemon off;
master_process off;
pid nginx.pid;
error_log stderr error;
events {{ }}
http {{
  access_log off;
  client_body_temp_path temporary; proxy_temp_path temporary; fastcgi_temp_path temporary; uwsgi_temp_path temporary; scgi_temp_path temporary;

  include /etc/nginx/mime.types;
  # Debian's list knows no tables.
  types {{ text/csv csv; }}
  default_type application/octet-stream;
  charset utf-8;
  charset_types text/html text/css text/csv text/plain text/xml application/javascript application/json image/svg+xml;
  gzip on;
  gzip_vary on;
  gzip_min_length 256;
  gzip_types text/css text/csv text/plain text/xml application/javascript application/json image/svg+xml;
  # Behind a proxy nginx knows neither the scheme nor the port that the reader sees.
  absolute_redirect off;

  {server}
}}
"""
_SERVER = """\
server {{
    listen 127.0.0.1:{port};
    root {root};
    error_page 404 {prefix}404.html;
  }}
"""
_SECONDS = 20


@contextmanager
def serving(folder: Path, prefix: str = "/") -> Iterator[str]:
    """Serve the folder by nginx on a free port of 127.0.0.1 and yield its address, which ends with the prefix."""
    prefix = f"/{prefix.strip('/')}/".replace("//", "/")
    with TemporaryDirectory(prefix="nginx-") as name:
        root, port = Path(name) / "root", free_port()
        place = root / prefix.strip("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(folder.resolve(), target_is_directory=True)
        with running(_SERVER.format(port=port, root=root, prefix=prefix), port):
            yield f"http://127.0.0.1:{port}{prefix}"


@contextmanager
def as_documented(document: Path, written: str, folder: Path) -> Iterator[str]:
    """Serve by the configuration that a document shows, with the folder that it names exchanged; yield the address."""
    server, port = document.read_text("utf-8").partition("```nginx\n")[2].partition("```")[0], free_port()
    assert server.count("listen 80;") == 1 and written in server, f"{document} shows no configuration for {written}"
    with running(server.replace("listen 80;", f"listen 127.0.0.1:{port};").replace(written, str(folder)), port):
        yield f"http://127.0.0.1:{port}/"


@contextmanager
def running(server: str, port: int) -> Iterator[None]:
    """Run nginx with this `server` block, which listens to the port, for the time of the block."""
    program = shutil.which("nginx", path=os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin")))
    if program is None:
        raise RuntimeError("the tests of hosting need the program nginx (Debian package nginx-light): run `make test`")
    with TemporaryDirectory(prefix="nginx-") as name:
        work = Path(name)
        (work / "nginx.conf").write_text(_CONFIG.format(server=server), "utf-8")
        command = [program, "-p", str(work), "-e", "stderr", "-c", str(work / "nginx.conf")]
        with subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8") as server:
            try:
                _await(server, port)
                yield
            finally:
                server.terminate()


def free_port() -> int:
    """A port of 127.0.0.1 on which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _await(server: subprocess.Popen, port: int) -> None:
    """Until it answers."""
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError(f"nginx stopped: {server.stderr.read()}")
        with socket.socket() as caller:
            if caller.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError(f"nginx did not answer within {_SECONDS} seconds")
