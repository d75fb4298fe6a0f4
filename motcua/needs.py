"""What must be installed before anything here can run; imports nothing that may itself be missing."""
import sys
from importlib.util import find_spec

LIBRARIES = ("jinja2", "markdown", "material", "nh3", "pydantic", "yaml")


def refuse_without_libraries():
    """End with one line and exit code 2 where Python is too old or a library is missing."""
    if sys.version_info < (3, 11):
        _refuse("motcua needs Python 3.11 or newer")
    for library in LIBRARIES:
        if find_spec(library) is None:
            _refuse(f"the library {library} is not installed here")


def _refuse(why):
    print(f"{why}; run: make site", file=sys.stderr)
    sys.exit(2)
