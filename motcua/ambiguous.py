"""Which unquoted scalars YAML 1.1 or the core schema of YAML 1.2 reads as another type than text."""
from __future__ import annotations

import re

# The union of both specifications, wide where readers differ: 07:30 counts like 12:30, 1e3 and 0o7 like 1.0 and 010.
_ANOTHER_TYPE = re.compile(r"""(?x:
    ~ | null | Null | NULL | = | <<
  | y | Y | yes | Yes | YES | n | N | no | No | NO
  | true | True | TRUE | false | False | FALSE | on | On | ON | off | Off | OFF
  | [-+]? 0b[01_]+ | [-+]? 0o?[0-7_]+ | [-+]? 0x[0-9a-fA-F_]+
  | [-+]? [0-9][0-9_]* (?: : [0-5]?[0-9] )+ (?: \.[0-9_]* )?
  | [-+]? (?: [0-9][0-9_]* (?: \.[0-9._]* )? | \.[0-9._]+ ) (?: [eE][-+]?[0-9]+ )?
  | [-+]? \. (?: inf | Inf | INF ) | \. (?: nan | NaN | NAN )
  | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}
    (?: (?: [Tt] | [\ \t]+ ) [0-9]{1,2} : [0-9]{2} : [0-9]{2} (?: \.[0-9]* )? (?: [\ \t]* (?: Z | [-+][0-9]{1,2} (?: :?[0-9]{2} )? ) )? )?
)""")
_FIRST = frozenset("~=<yYnNtTfFoO-+.0123456789")


def is_ambiguous(scalar: str) -> bool:
    """Whether an unquoted scalar must be quoted to be text for every reader of YAML."""
    return scalar[:1] in _FIRST and _ANOTHER_TYPE.fullmatch(scalar) is not None
