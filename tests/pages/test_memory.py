"""Memory that is free can be used by any thread."""

from __future__ import annotations

import platform
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import ROOT

# Threads that allocate at the same time, then glibc's own list of the places they took memory from.
_PROGRAM = """
import ctypes, sys, threading
from pages.server.memory import share_one_arena
if sys.argv[1] == "one": assert share_one_arena()
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
def take():
    for _ in range(20000): libc.malloc(5000)
threads = [threading.Thread(target=take) for _ in range(6)]
for thread in threads: thread.start()
for thread in threads: thread.join()
libc.fopen.restype = ctypes.c_void_p
file = libc.fopen(sys.argv[2].encode(), b"w")
libc.malloc_info(0, ctypes.c_void_p(file))
libc.fclose(ctypes.c_void_p(file))
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library")
def test_threads_share_one_arena(tmp_path: Path) -> None:
    counts = {}
    for arenas in ("one", "many"):
        file = tmp_path / arenas
        subprocess.run([sys.executable, "-c", _PROGRAM, arenas, str(file)], cwd=ROOT, check=True)
        counts[arenas] = len(re.findall("<heap nr", file.read_text()))
    assert counts["one"] == 1 < counts["many"]
