"""Build the site: `python build.py` checks `catalogue/` and renders it into `site/`; see README.md."""
import gc
import sys
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent


def refuse(why):
    """Say in one line what is missing here, and what to type."""
    print(f"{why}; run: make site", file=sys.stderr)
    sys.exit(2)


if sys.version_info < (3, 11):
    refuse("motcua needs Python 3.11 or newer")
sys.path.insert(0, str(HERE))
for library in ("jinja2", "markdown", "material", "nh3", "pydantic", "yaml"):
    if find_spec(library) is None:
        refuse(f"the library {library} is not installed here")
from motcua.commands import build_command

if __name__ == "__main__":
    # A build makes values that live until its end: looking among them for cycles costs a tenth of the time and frees nothing.
    gc.disable()
    sys.exit(build_command(sys.argv[1:], HERE))
