"""What differs between two states of a record: typed changes, and each of them in a sentence that a citizen understands."""
from motcua.compare.change import KINDS, Change, plain
from motcua.compare.names import Names
from motcua.compare.told import subject, told
from motcua.compare.walk import changes

__all__ = ["KINDS", "Change", "Names", "changes", "plain", "subject", "told"]
