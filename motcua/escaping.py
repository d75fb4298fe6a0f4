"""Text as HTML: a plain string whose special signs are written out, without the safe string that markupsafe puts around each."""
from markupsafe import _escape_inner

escaped = _escape_inner
"""The text with & < > ' and " as HTML writes them."""
