"""``make golden``: writes what the seed gives today; read the difference as you would read prose."""

from pathlib import Path
from tempfile import TemporaryDirectory

from app.settings import Settings
from app.understanding import VERSION
from tests.client.notebook import NOTEBOOK, run_stored
from tests.golden.cited_seed import FOLDER as CITATIONS
from tests.golden.cited_seed import cited_seed
from tests.golden.registry import PAGE, README, formats_page, readme
from tests.golden.seed import digest, golden_files, printed_by
from tests.golden.varied import CITED, cite_all

FOLDER = Path(__file__).parent

for name, body in golden_files().items():
    (FOLDER / name).write_bytes(body)
with TemporaryDirectory() as cache:
    CITED.write_text(cite_all(Path(cache)), encoding="utf-8")
for name, body in cited_seed(Settings().cache):
    (CITATIONS / name).write_bytes(body)
for page, words in ((PAGE, formats_page()), (README, readme())):
    page.write_text(words, encoding="utf-8")
NOTEBOOK.write_text(run_stored(), encoding="utf-8")
printed = printed_by(FOLDER)
if printed.get(VERSION, digest()) != digest():
    print(f"Version {VERSION} printed other bytes before. Raise it (app/understanding) if it was ever released.")
lines = [f"{version} {value}\n" for version, value in {**printed, VERSION: digest()}.items()]
(FOLDER / "versions.txt").write_text("".join(lines), encoding="ascii")
