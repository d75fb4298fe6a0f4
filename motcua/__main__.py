"""`python -m motcua`."""
import sys

from motcua.commands import main

if __name__ == "__main__":
    sys.exit(main())
