"""A certificate for this machine that nobody has signed, for servers under test."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from pathlib import Path

CAN_ENCRYPT = shutil.which("openssl") is not None


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """The files of a certificate and of its key, in a folder."""
    certificate, key = folder / "cert.pem", folder / "key.pem"
    command = [
        *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
        *("-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"),
        *("-keyout", str(key), "-out", str(certificate)),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key


def build_trust(certificate: Path) -> ssl.SSLContext:
    """What a client needs that takes this certificate and no other."""
    return ssl.create_default_context(cafile=str(certificate))
