"""Whether the Python that runs this is one that the folder has packages for: ends with 0 if so, else with 1.

The system and the versions are in target.txt. This runs on any Python 3, and so uses nothing that is new.
"""

import sys
import sysconfig
from pathlib import Path

if __name__ == "__main__":
    system, *versions = Path(__file__).with_name("target.txt").read_text().split()
    version = "%d.%d" % sys.version_info[:2]  # noqa: UP031
    sys.exit(0 if sysconfig.get_platform() == system and version in versions else 1)
