"""The client's wheel, in a clean environment without the server, does what the checkout does."""

import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.cli.programs import call
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

_READ = """
import sys
from muniment_client import Client, __file__
with Client(sys.argv[1]) as client:
    print(__file__)
    print(client.passages("110364", "en.p7").is_intact)
    print("app" in sys.modules)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout without asking any network."""
    folder = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT / "client", cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_carries_the_package_its_types_and_its_licence(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    modules = {path.relative_to(ROOT / "client/src").as_posix() for path in (ROOT / "client/src").rglob("*.py")}
    assert modules | {"muniment_client/py.typed"} <= set(names)
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"muniment_client"}
    assert any(name.endswith("/LICENSE") for name in names)
    metadata = next(name for name in names if name.endswith("/METADATA"))
    lines = zipfile.ZipFile(wheel).read(metadata).decode().splitlines()
    required = [line for line in lines if line.startswith("Requires-Dist: ")]
    assert [line.split()[1].partition("<")[0] for line in required] == ["httpx", "pydantic"]


def test_the_installed_client_reads_a_live_server(wheel: Path, live: str, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=False, symlinks=True)
    python = tmp_path / "env" / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check")
    call(*pip, "install", "--no-deps", "--no-index", wheel, cwd=tmp_path)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    site = tmp_path / "env" / "lib" / version / "site-packages"
    # what it depends on comes from this environment; a .pth file runs none of that folder's own, so not the checkout
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    where, *said = call(python, "-c", _READ, live, cwd=tmp_path).stdout.splitlines()
    assert where.startswith(str(tmp_path))
    assert said == ["True", "False"]
