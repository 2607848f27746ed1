"""Whether the application at a port of this machine is ready: `python deploy/ready.py 8501`, for whatever
watches over it. With a number of seconds after the port they are waited for.

Exit code 0, or 1 with what stands in the way.
"""

from __future__ import annotations

import sys
import time
import urllib.error
import urllib.request


def find_trouble(port: str, seconds: float = 0) -> str:
    """What stands in the way when the seconds are over; "" once the application is ready."""
    end = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=5).close()
        except urllib.error.HTTPError as error:  # which says what
            trouble = error.read(2000).decode(errors="replace")
        except OSError as error:
            trouble = str(error)
        else:
            return ""
        if time.monotonic() >= end:
            return f"The application at port {port} is not ready: {trouble}"
        time.sleep(0.2)


if __name__ == "__main__":
    sys.exit(find_trouble(sys.argv[1], float((sys.argv[2:] or ["0"])[0])) or 0)
