"""The guide for a server, typed word for word on a machine of its own: from no server to HTTPS with a login,
a backup that comes back, an upgrade and the way back. How long it took is printed, never judged.
"""

from __future__ import annotations

import json
import re
import subprocess
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.hosting.machine import Window, open_machine, why_not
from tests.serving import ROOT

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not())

ARCHIVE = "mangomoment.tar.gz"
_GUIDE = ROOT / "docs" / "administration.md"
_ASK = """
ask() {
    curl --fail --silent --show-error \
        --cacert /etc/ssl/certs/mangomoment.pem --resolve "$name:443:127.0.0.1" \
        --cookie-jar ~/cookies --cookie ~/cookies --header 'Content-Type: application/json' \
        "$@"
}
"""


def find_blocks(heading: str) -> list[str]:
    """What is typed under a heading; only where the archive lies is the reader's to say."""
    part = re.split(r"^##+ ", _GUIDE.read_text("utf-8").partition(f"# {heading}\n")[2], flags=re.MULTILINE)[0]
    blocks = re.findall(r"^```sh\n(.*?)^```$", part, re.MULTILINE | re.DOTALL)
    assert blocks, heading
    return [re.sub(r"^archive=\S+", f"archive=/mnt/{ARCHIVE}", block, flags=re.MULTILINE) for block in blocks]


def pack_project(archive: Path) -> None:
    """The files that git knows, as an archive of the repository has them."""
    known = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    with tarfile.open(archive, "w:gz") as packed:
        for name in filter(None, known.stdout.split("\0")):
            packed.add(ROOT / name, f"mangomoment/{name}")


# Settings that a shell would not read as systemd does, and a command whose file is named from its own folder.
_ODD_SETTINGS = """
cp -p /etc/mangomoment/environment ~/environment
cat >> /etc/mangomoment/environment << 'END'
; a comment
MANGOMOMENT_DISK_WARNING=2 GB
MANGOMOMENT_OIDC_GROUPS=it=administrator; touch /run/evaluated
MANGOMOMENT_SOMETHING="$(touch /run/evaluated)"
END
cd /var/backups/mangomoment
mangomoment backup 'odd $HOME.db'
mangomoment verify 'odd $HOME.db' > ~/said
(cd ~ && mangomoment verify '/var/backups/mangomoment/odd $HOME.db')
script --quiet --return --command "mangomoment verify 'odd \\$HOME.db'" /dev/null
if mangomoment verify missing.db; then exit 1; fi
stat --format '%U %a' '/var/backups/mangomoment/odd $HOME.db'
test -s ~/said
test ! -e /run/evaluated
rm 'odd $HOME.db'
cd /
mv ~/environment /etc/mangomoment/environment
"""


@pytest.fixture
def window(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    brought = tmp_path_factory.mktemp("brought")
    pack_project(brought / ARCHIVE)
    with open_machine(tmp_path, brought) as opened:
        yield opened


def list_workshops(window: Window) -> set[str]:
    """The names of the workshops that a facilitator finds there."""
    shown = json.loads(window.type('ask "https://$name/workshops.json"'))
    return {workshop["name"] for workshop in shown["workshops"]}


def add_workshop(window: Window, name: str) -> str:
    sent = json.dumps({"request": uuid4().hex, "name": name, "language": "en", "minutes": 60})
    added = window.type(f"ask --data '{sent}' \"https://$name/workshops.json\"")
    return str(json.loads(added)["id"])


def delete_workshop(window: Window, workshop: str) -> None:
    sent = json.dumps({"do": "delete", "request": uuid4().hex})
    window.type(f"ask --data '{sent}' \"https://$name/workshops/{workshop}.json\"")


def is_ready(window: Window) -> bool:
    return bool(json.loads(window.type('ask "https://$name/health/ready"'))["ready"])


def type_all(window: Window, blocks: list[str]) -> str:
    return "\n".join(window.type(block) for block in blocks)


def test_the_guide_leads_word_for_word_to_https_a_login_a_backup_an_upgrade_and_back(window: Window) -> None:
    begun = time.monotonic()
    said = type_all(window, find_blocks("A server for many"))
    assert '"ready":true' in said
    assert "Open https://mangomoment.example.org/workshop and type" in said
    print(f"from no server to a page behind HTTPS: {time.monotonic() - begun:.0f} s")
    window.type(_ASK)
    window.type("""ask --data '{"passcode": "'$passcode'"}' "https://$name/facilitator.json" """)
    kept = add_workshop(window, "Kept")

    assert "mangomoment 600" in window.type(_ODD_SETTINGS)

    begun = time.monotonic()
    [restore] = find_blocks("Restore a backup")
    backup, *others = restore.splitlines()
    window.type(backup)
    delete_workshop(window, kept)
    assert list_workshops(window) == set()
    type_all(window, ["\n".join(others)])
    assert list_workshops(window) == {"Kept"}
    print(f"a backup made and restored: {time.monotonic() - begun:.0f} s")

    install, compare, restart, replace, go_back = find_blocks("Upgrade and roll back")
    window.type(install)
    assert window.type(compare) == ""
    window.type(restart)
    assert window.type("readlink /opt/mangomoment/current") == "1.1.0"
    assert is_ready(window)
    begun = time.monotonic()
    window.type(replace)
    print(f"stopped, saved and started: {time.monotonic() - begun:.0f} s")
    assert list_workshops(window) == {"Kept"}
    add_workshop(window, "Since then")
    begun = time.monotonic()
    window.type("unset version before")  # as in a window of another day
    window.type(go_back)
    print(f"gone back: {time.monotonic() - begun:.0f} s")
    assert window.type("readlink /opt/mangomoment/current") == "1.0.0"
    assert is_ready(window)
    assert list_workshops(window) == {"Kept"}
