"""The command line: `python -m deploy wheelhouse`, `… sbom`, `… licences`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from deploy.licences import add_command as add_licences
from deploy.lock import LockError
from deploy.sbom import add_command as add_sbom
from deploy.wheelhouse import WheelhouseError
from deploy.wheelhouse import add_command as add_wheelhouse


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code: 0, 1 with every fault on standard error, 2 for wrong usage."""
    parser = argparse.ArgumentParser(
        prog="python -m deploy", description="Hand the application on: without internet, with what is in it."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    add_wheelhouse(commands)
    add_sbom(commands)
    add_licences(commands)
    parsed = parser.parse_args(arguments)
    try:
        return int(parsed.run(parsed))
    except (LockError, WheelhouseError, OSError) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
