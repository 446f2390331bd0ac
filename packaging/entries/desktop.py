"""Where the frozen desktop begins."""

import sys

from agent_desktop.__main__ import main

sys.exit(main())
