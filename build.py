"""Build the site: `python build.py` checks `catalogue/` and renders it into `site/`; see README.md."""
import gc
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from motcua.needs import refuse_without_libraries

refuse_without_libraries()
from motcua.commands import build_command

if __name__ == "__main__":
    # A build makes values that live until its end: looking among them for cycles costs a tenth of the time and frees nothing.
    gc.disable()
    code = build_command(sys.argv[1:], HERE)
    sys.stdout.flush()
    sys.stderr.flush()
    # Nor is anything gained by taking those values apart one by one.
    os._exit(code)
