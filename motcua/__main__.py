"""`python -m motcua`."""
import sys

from motcua.needs import refuse_without_libraries

if __name__ == "__main__":
    refuse_without_libraries()
    from motcua.commands import main

    sys.exit(main())
