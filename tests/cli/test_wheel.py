"""The built wheel, in a clean environment and outside the checkout, does what the checkout does."""

import json
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.cli.programs import call
from tests.cli.servers import serving
from tests.conftest import ROOT, SEED

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout without asking any network."""
    folder = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def clean(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel in it, and what it depends on from this one; not this checkout."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder / "env", with_pip=False, symlinks=True)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    site = folder / "env" / "lib" / version / "site-packages"
    call(
        sys.executable,
        "-m",
        "pip",
        "--python",
        folder / "env" / "bin" / "python",
        "install",
        "--no-deps",
        "--no-index",
        "--disable-pip-version-check",
        wheel,
        cwd=folder,
    )
    # a .pth file adds the folder's packages but runs none of its own .pth files, so not the editable checkout
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder / "env" / "bin"


def test_the_wheel_carries_data_and_migrations_and_no_archive(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = {
        f"app/share/{path.relative_to(ROOT)}"
        for folder in ("migrations", "data")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and ".db" not in path.name
    }
    assert shipped <= names
    assert not [name for name in names if name.endswith((".db", ".pyc")) or name.startswith("tests/")]
    assert {f"app/share/data/seed/{SEED.name}", "app/share/migrations/env.py"} <= names


def test_the_installed_program_is_the_wheels_and_not_the_checkouts(clean: Path, tmp_path: Path) -> None:
    where = call(clean / "python", "-c", "import app; print(app.__file__)", cwd=tmp_path).stdout.strip()
    assert where.startswith(str(clean.parent))


def test_the_installed_program_makes_proves_and_serves_the_seed(clean: Path, tmp_path: Path) -> None:
    muniment = clean / "muniment"
    assert "Imported as batch 2: 1 new" in call(muniment, "init", cwd=tmp_path).stdout
    assert (tmp_path / "muniment.db").exists()
    assert "The archive is whole: 1 records" in call(muniment, "verify", cwd=tmp_path).stdout
    record = json.loads(call(muniment, "show", "110364", cwd=tmp_path).stdout)
    assert record["id"] == "110364"
    assert call(clean / "python", "-m", "app", "verify", cwd=tmp_path).stdout.startswith("The archive is whole")
    with serving(tmp_path / "muniment.db", command=[str(muniment)], folder=tmp_path) as server:
        answer = server.get("/documents/110364")
        assert answer.status_code == 200
        assert answer.json()["citation"]["as_published"] == record["citation"]
        assert server.get("/openapi.json").json()["openapi"].startswith("3.1")
        assert server.get("/schemas/document.json").status_code == 200
        assert server.get("/docs").status_code == 200
