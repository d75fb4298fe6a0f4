"""What a command says on a terminal: the problems that it found, and its own sentences."""
from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping


def tell(problems: list, options: Namespace) -> bool:
    """Print every problem, sorted; whether one of them stops the build. Warnings alone are counted, the first of each rule shown."""
    from motcua import listings
    from motcua.messages import Messages

    has_errors = any(problem.is_error for problem in problems)
    if problems and not (getattr(options, "quiet", False) and not has_errors):
        print(listings.text(problems, Messages(), options.lang), file=sys.stderr, end="")
    return has_errors


def said(language: str) -> Mapping[str, str]:
    """The sentences of commands in a language, by their names."""
    from motcua import interface

    return interface.words(language)["command"]
