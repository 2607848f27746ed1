"""What a server is set up with: nginx, units of systemd, containers, and the guide that names them."""

from __future__ import annotations

import re
import shutil
import subprocess
from contextlib import closing
from pathlib import Path, PurePosixPath

import pytest
import yaml

from model.stories import StoryStore
from tests.serving import ROOT
from tests.test_docs import find_blocks

DEPLOY = ROOT / "deploy"
IGNORED_BY_IMAGES = DEPLOY / "container" / "Containerfile.dockerignore"
GUIDE = ROOT / "docs" / "administration.md"
UNITS = sorted(
    file for file in (DEPLOY / "systemd").iterdir() if re.search(r"\.(service|timer|target)$", file.name)
)
_INSTALLED = re.compile(r"/opt/mangomoment/current/(\.venv/bin/(?P<program>\w+)|(?P<file>[\w/.]+))")


def list_described() -> set[str]:
    """The environment variables of the table."""
    return set(re.findall(r"^\| `([A-Z_]+)` \|", GUIDE.read_text("utf-8"), re.MULTILINE))


def list_settings(text: str) -> set[str]:
    return set(re.findall(r"^#?\s*-?\s*([A-Z][A-Z_]+)(?:=|: )", text, re.MULTILINE))


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd")
def test_systemd_takes_the_units_and_finds_them_well_confined(tmp_path: Path) -> None:
    for unit in UNITS:
        text = _INSTALLED.sub("/bin/true", unit.read_text("utf-8"))
        (tmp_path / unit.name).write_text(text, "utf-8")
    units = [str(tmp_path / unit.name) for unit in UNITS]
    tried = subprocess.run(["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True)
    assert (tried.returncode, tried.stderr) == (0, "")
    for service in (each for each in units if each.endswith(".service")):
        command = ["systemd-analyze", "security", "--offline=yes", "--threshold=20", service]
        judged = subprocess.run(command, capture_output=True, text=True)
        assert judged.returncode == 0, judged.stdout[-300:]


def test_what_units_and_containers_start_is_there() -> None:
    started = [found for unit in UNITS for found in _INSTALLED.finditer(unit.read_text("utf-8"))]
    assert {found["program"] for found in started if found["program"]} == {"python", "streamlit"}
    assert [
        found["file"] for found in started if found["file"] and not (ROOT / found["file"]).is_file()
    ] == []
    taken = re.findall(
        r"^COPY (?!--from)(.+) \S+$", (DEPLOY / "container" / "Containerfile").read_text("utf-8"), re.M
    )
    assert taken
    for name in " ".join(taken).split():
        assert list(ROOT.glob(name)), name


def test_the_image_has_neither_stories_nor_what_git_does_not_know() -> None:
    left_out = IGNORED_BY_IMAGES.read_text("utf-8").splitlines()
    assert left_out[1] == "*"
    assert left_out.index("data/*.db") > left_out.index("!data")
    own = ("deploy/container/own", "deploy/container/.env")
    assert all(left_out.index(name) > left_out.index("!deploy") for name in own)
    unknown = (ROOT / ".gitignore").read_text("utf-8").split()
    assert {name.rstrip("/") for name in unknown} >= set(own)


def is_left_out_of_images(name: str) -> bool:
    """Whether the last pattern that a file or a folder of it matches leaves it out; a * matches no slash."""
    folders = [*PurePosixPath(name).parents[:-1], PurePosixPath(name)]
    left_out = False
    for line in IGNORED_BY_IMAGES.read_text("utf-8").splitlines()[1:]:
        pattern = line.removeprefix("!")
        if any(
            len(each.parts) == len(PurePosixPath(pattern).parts) and each.match(pattern) for each in folders
        ):
            left_out = not line.startswith("!")
    return left_out


def test_what_a_restore_leaves_behind_gets_neither_into_the_image_nor_into_git(tmp_path: Path) -> None:
    live = tmp_path / "stories.db"
    with closing(StoryStore(str(live), "mangomoment")) as store:
        store.back_up(tmp_path / "night.db")
        kept = store.restore(tmp_path / "night.db")
    assert kept is not None
    assert kept.name != live.name
    found = [kept.name, live.name, f"{live.name}-wal", f"{kept.name}-wal", "night.db.age", f"{kept.name}.gpg"]
    found.append(".restoring-killed/stories.db")
    names = [f"data/{name}" for name in found]
    assert [name for name in names if not is_left_out_of_images(name)] == []
    assert not is_left_out_of_images("data/mangomoment.yaml")
    command = ["git", "check-ignore", "--no-index", *names, "data/mangomoment.yaml", "data/stories.yaml"]
    ignored = subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout.split()
    assert ignored == names


def test_compose_names_files_and_settings_that_are_there() -> None:
    file = DEPLOY / "container" / "compose.yaml"
    services = yaml.safe_load(file.read_text("utf-8"))["services"]
    built = [each["build"] for each in services.values() if "build" in each]
    assert built
    for each in built:
        context = (file.parent / each["context"]).resolve()
        assert context == ROOT
        assert (context / each["dockerfile"]).is_file()
    mounted = [volume.split(":")[0] for each in services.values() for volume in each.get("volumes", ())]
    files = [file.parent / name for name in mounted if name.startswith("..")]
    assert files
    assert [name for name in files if not name.exists()] == []
    assert all(each["read_only"] for name, each in services.items() if name != "database")
    named = {name for each in services.values() for name in each.get("environment", {})}
    ours = {name for name in named if not name.startswith(("POSTGRES_", "STREAMLIT_"))}
    assert "MANGOMOMENT_DB" in ours
    assert ours <= list_described()


def test_no_terminal_comes_between_a_container_and_a_file() -> None:
    blocks = [block.replace("\\\n", "") for block in find_blocks(GUIDE, "sh") if "podman compose" in block]
    services = yaml.safe_load((DEPLOY / "container" / "compose.yaml").read_text("utf-8"))["services"]
    run = re.findall(r"podman compose exec( -T)? (\S+)", "\n".join(blocks))
    assert {service for _, service in run} == {"backup", "database"} <= services.keys()
    assert all(option for option, _ in run)


def test_the_settings_of_the_service_are_described() -> None:
    settings = list_settings((DEPLOY / "systemd" / "environment").read_text("utf-8"))
    assert "MANGOMOMENT_PASSCODE" in settings
    assert settings <= list_described()


def test_the_way_back_sets_what_it_needs_and_drops_nothing_unless_the_dump_is_there(tmp_path: Path) -> None:
    [block] = [block for block in find_blocks(GUIDE, "sh") if "dropdb" in block]
    run = tmp_path / "run"
    block = block.replace("/opt/mangomoment", str(tmp_path)).replace(
        "/var/backups/mangomoment", str(tmp_path)
    )
    for program in ("systemctl", "runuser", "ln"):
        file = tmp_path / program
        file.write_text(f'#!/bin/sh\necho "$@" >> {run}\n', "utf-8")
        file.chmod(0o755)

    def type_block() -> str:
        run.write_text("", "utf-8")
        environment = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
        subprocess.run(["bash", "-u"], input=block, env=environment, capture_output=True, text=True)
        return run.read_text("utf-8")

    untouched = type_block()
    assert not re.search("dropdb|stop|-sfn", untouched)
    (tmp_path / "before-1.1.0.dump").write_text("saved", "utf-8")
    assert re.search("stop .*dropdb .*createdb .*pg_restore .*-sfn 1.0.0 .*start ", type_block(), re.DOTALL)


def test_the_command_hands_settings_and_arguments_over_unread(tmp_path: Path) -> None:
    settings = tmp_path / "environment"
    settings.write_text(
        f"MANGOMOMENT_DISK_WARNING=2 GB\nMANGOMOMENT_OIDC_GROUPS=it=administrator; touch {tmp_path}/run\n",
        "utf-8",
    )
    script = (DEPLOY / "systemd" / "mangomoment").read_text("utf-8")
    assert "/etc/mangomoment/environment" in script
    script = script.replace("/etc/mangomoment/environment", str(settings))
    runner = tmp_path / "systemd-run"
    runner.write_text("#!/bin/sh\nfor argument do printf '%s\\n' \"$argument\"; done\n", "utf-8")
    runner.chmod(0o755)
    ran = subprocess.run(
        ["sh", "-c", script, "mangomoment", "teller", "find", "for $5, ${HOME} * 'and'", ""],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    options, _, command = ran.stdout.partition("/opt/mangomoment/current/.venv/bin/python\n")
    assert {"--uid=mangomoment", f"EnvironmentFile={settings}", f"WorkingDirectory=-{tmp_path}"} <= {
        *options.splitlines()
    }
    assert command.splitlines() == ["-P", "-m", "model", "teller", "find", "for $$5, $${HOME} * 'and'", ""]
    assert not (tmp_path / "run").exists()


def test_the_blocks_of_the_guide_are_shell_and_name_what_is_there() -> None:
    blocks = [
        block for block in find_blocks(GUIDE, "sh") if "/opt/mangomoment" in block or "mangomoment@" in block
    ]
    assert len(blocks) >= 8
    units = {unit.name for unit in UNITS} | {"nginx.service"}
    for block in blocks:
        tried = subprocess.run(["bash", "-n"], input=block, capture_output=True, text=True)
        assert tried.returncode == 0, (block, tried.stderr)
        for name in re.findall(r"(?<![\w/])deploy/[\w./*@-]+", block):
            assert list(ROOT.glob(name)), name
        started = re.findall(r"systemctl (?:start|stop|restart|reload|enable --now) ([^&\n]+)", block)
        for name in " ".join(started).split():
            unit = re.sub(r"@\d+$", "@", name)
            assert (unit if "." in unit else f"{unit}.service") in units, name
        for name in re.findall(r"^mangomoment (\w+)", block, re.MULTILINE):
            assert name in ("backup", "verify", "restore"), name
