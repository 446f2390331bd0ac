#!/usr/bin/env python3
"""Run the program, or its tests, from a clone: all set-up is done on the way.

    python3 packaging/run.py demo [arguments]       the window on the built-in IC server simulator
    python3 packaging/run.py desktop [arguments]    the window on a server of yours
    python3 packaging/run.py simulator [arguments]  the IC server simulator alone
    python3 packaging/run.py test [arguments]       every check, then the tests (pytest arguments)
    python3 packaging/run.py bench [arguments]      the benchmarks (pytest arguments)
    python3 packaging/run.py fuzz [arguments]       a million cases for every reader (--help)
    python3 packaging/run.py bundle                 dist/agent-desktop, which needs no Python
    python3 packaging/run.py deb                    the package for Debian and Ubuntu, in dist/
    python3 packaging/run.py packages [arguments]   builds every package and tests it

Exit codes: the program's or the tests' own; 2 when something that must be there is missing.
"""

# This file must parse on any Python, old ones too, so that they get a sentence and no traceback.

import sys

if __name__ == "__main__":
    # hexversion and not version_info: linters take that for a test that is always true.
    if sys.hexversion < 0x030B0000:
        sys.stderr.write(
            "Agent Desktop needs Python 3.11 or newer; this is " + sys.version.split()[0]
        )
        sys.stderr.write(
            ".\nRun the same with a newer one, say: python3.11 packaging/run.py demo\n"
        )
        sys.exit(2)
    else:
        from tasks import main

        sys.exit(main(sys.argv[1:]))
