"""``make golden``: writes what the seed gives today; read the difference as you would read prose."""

from pathlib import Path

from tests.golden.seed import golden_files

for name, body in golden_files().items():
    (Path(__file__).parent / name).write_bytes(body)
