"""The Dockerfile: what it must not do, and what its steps make, carried out in a clean folder (no image is built)."""

import http.client
import json
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.services.stock import FILE
from tests.cli.programs import powerless
from tests.conftest import ROOT, skip
from tests.operation.dockerfile import Image, StepFailedError, is_ignored, read_steps

STEPS = read_steps((ROOT / "Dockerfile").read_text(encoding="utf-8"))
IGNORED = (ROOT / ".dockerignore").read_text(encoding="utf-8")
#: What pip says when it finds no index, or an index without what it wants.
_NO_INDEX = ("No matching distribution found", "Could not fetch URL", "Temporary failure in name resolution")


def rests(word: str) -> list[str]:
    return [step.rest for step in STEPS if step.word == word]


def test_the_base_is_one_slim_image_of_one_version() -> None:
    bases = {rest.split()[0] for rest in rests("FROM")}
    assert len(rests("FROM")) == 2
    (base,) = bases
    name, _, tag = base.partition(":")
    assert name == "python"
    assert tag.count(".") == 2
    assert "slim" in tag


def test_nobody_is_root_and_the_number_is_fixed() -> None:
    last = [step for step in STEPS if step.word in ("FROM", "USER")][-1]
    assert last.word == "USER"
    user, group = map(int, last.rest.split(":"))
    assert min(user, group) >= 10_000
    assert f"--owner {user} --group {group} /data" in " ".join(rests("RUN"))


@pytest.mark.parametrize("word", ["CMD", "HEALTHCHECK"])
def test_what_runs_is_in_exec_form_so_that_signals_reach_it(word: str) -> None:
    (rest,) = rests(word)
    command = json.loads(rest[rest.index("[") :])
    assert all(isinstance(part, str) for part in command)
    if command[0] == "sh":
        assert command[-1].rpartition("&& ")[2].startswith("exec ")


def test_nothing_is_fetched_but_what_the_lock_names() -> None:
    assert not rests("ADD")
    asking = [rest for rest in rests("RUN") if " pip " in rest and "--no-index" not in rest]
    assert len(asking) == 1
    assert "--require-hashes --requirement runtime.lock" in asking[0]
    assert not [rest for rest in rests("RUN") if "apt" in rest or "curl" in rest or "wget" in rest]


def test_the_lock_of_the_image_is_a_part_of_the_lock_of_development() -> None:
    def pinned(name: str) -> dict[str, list[str]]:
        lines = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", "").splitlines()
        entries = [line.split() for line in lines if not line.lstrip().startswith("#")]
        return {entry[0]: [word for word in entry if word.startswith("--hash=")] for entry in entries}

    part, whole = pinned("runtime.lock"), pinned("requirements.lock")
    assert all(part.values())
    assert all(whole[name] == hashes for name, hashes in part.items())
    assert not {name.partition("==")[0] for name in part} & {"pytest", "mypy", "ruff", "uv", "playwright", "rdflib"}


def test_what_is_kept_is_a_volume_and_the_port_is_told() -> None:
    assert [json.loads(rest) for rest in rests("VOLUME")] == [["/data"]]
    assert rests("EXPOSE") == ["8000"]
    assert "MUNIMENT_ARCHIVE=/data/" in rests("ENV")[0]
    assert "PYTHONDONTWRITEBYTECODE=1" in rests("ENV")[0]


def test_the_styles_are_made_where_the_server_looks_for_them() -> None:
    (folder,) = re.findall(r"MUNIMENT_CACHE=(\S+)", rests("ENV")[0])
    assert [rest for rest in rests("RUN") if rest.endswith(f"muniment styles build --output {folder}/{FILE}")]


def test_what_is_copied_is_there_and_goes_to_the_engine_and_nothing_else_does() -> None:
    sources = [word for rest in rests("COPY") if "--from" not in rest for word in rest.split()[:-1]]
    assert {"app", "data", "migrations", "runtime.lock"} <= set(sources)
    assert not [source for source in sources if not (ROOT / source).exists() or is_ignored(source, IGNORED)]
    assert not is_ignored("data/seed/110364.txt", IGNORED)
    for path in (".git/config", ".venv/bin/python", "tests/conftest.py", "data/muniment.db", "data/muniment.db-wal",
                 "muniment.db", "app/__pycache__/main.pyc", ".env", "docs/cli.md"):  # fmt: skip
        assert is_ignored(path, IGNORED), path


@pytest.fixture
def image(tmp_path: Path) -> Image:
    """What the Dockerfile's steps make. It takes a while, so one test looks at all of it."""
    made = Image(tmp_path)
    for step in STEPS:
        try:
            made.take(step)
        except StepFailedError as error:
            if any(words in str(error) for words in _NO_INDEX):
                skip(f"no package index is in reach (pip config set global.index-url …): {error}")
            raise
    shutil.rmtree(made.folder / "build")
    for path in [*(made.root / "opt").rglob("*"), made.root / "opt"]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & ~0o222)
    return made


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def running(image: Image, env: dict[str, str]) -> Iterator["subprocess.Popen[str]"]:
    """Run the image's own command, as somebody who may write only where the image's user may."""
    command = [image.here(part) for part in json.loads(rests("CMD")[0])]
    process = subprocess.Popen(
        powerless(*command), cwd=image.at(""), env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def is_healthy(image: Image, env: dict[str, str]) -> bool:
    """Ask the image's own health check."""
    rest = rests("HEALTHCHECK")[0]
    command = json.loads(rest[rest.index("[") :])
    done = subprocess.run(powerless(*command), cwd=image.at(""), env=env, capture_output=True, check=False)
    return done.returncode == 0


def become_healthy(image: Image, env: dict[str, str], process: "subprocess.Popen[str]") -> None:
    for _ in range(300):
        if is_healthy(image, env):
            return
        assert process.poll() is None, process.communicate()
        time.sleep(0.1)
    pytest.fail("the health check found no server within 30 seconds")


def expect_the_program_and_nothing_for_development(image: Image) -> None:
    def ask(words: str) -> str:
        done = subprocess.run(
            ["python", "-c", words], cwd="/", env=image.environment(), capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    assert Path(ask("import app; print(app.__file__)")).is_relative_to(image.root / "opt" / "muniment")
    names = ask("import importlib.metadata as m; print(*sorted(d.name.lower() for d in m.distributions()))").split()
    assert {"muniment", "fastapi", "uvicorn", "uvloop", "mcp"} <= set(names)
    assert not {"pytest", "mypy", "ruff", "pip", "uv", "playwright", "hatchling", "setuptools"} & set(names)
    assert not [name for name in names if name.startswith(("citeproc", "lxml"))]


def expect_tools_for_language_models(env: dict[str, str]) -> None:
    """The extra that they need is in the image, and can be loaded there."""
    message = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/list"})
    asked = http.client.HTTPConnection("127.0.0.1", int(env["MUNIMENT_PORT"]), timeout=30)
    asked.request("POST", "/mcp", message, {"content-type": "application/json", "accept": "application/json"})
    answered = asked.getresponse()
    assert answered.status == 200, answered.read()
    assert "check_quotation" in [tool["name"] for tool in json.loads(answered.read())["result"]["tools"]]
    asked.close()


def expect_styles_of_the_image(image: Image) -> None:
    """They are there although neither their packages are nor anything can be written."""
    done = subprocess.run(
        powerless("muniment", "styles", "show", "turabian"),
        cwd="/",
        env=image.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert json.loads(done.stdout)["id"] == "turabian-notes-bibliography", done.stderr


@pytest.mark.longest
def test_the_steps_make_an_image_that_starts_on_a_read_only_root_and_is_healthy(image: Image) -> None:
    env = image.environment(MUNIMENT_PORT=str(free_port()), MUNIMENT_HOST="127.0.0.1")
    files = sorted((image.root / "opt").rglob("*"))
    assert not is_healthy(image, env)
    with running(image, env) as process:
        become_healthy(image, env, process)
        assert (image.root / "data" / "muniment.db").exists()
    assert process.returncode in (0, -signal.SIGTERM)
    said = process.communicate()[0]
    assert "Imported as batch 2: 1 new" in said
    assert "Application shutdown complete." in said
    assert sorted((image.root / "opt").rglob("*")) == files
    with running(image, env) as process:  # the archive is there already
        become_healthy(image, env, process)
        expect_tools_for_language_models(env)
    assert "Imported" not in process.communicate()[0]
    expect_the_program_and_nothing_for_development(image)
    expect_styles_of_the_image(image)
