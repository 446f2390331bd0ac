"""Where the frozen simulator begins."""

import sys

from agent_desktop.simulator.__main__ import main

sys.exit(main())
