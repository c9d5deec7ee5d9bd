"""The contract of the wire: what GET /documents/110364 answers, member by member."""

import json
from pathlib import Path
from typing import Any

import httpx


def agree(answer: Any, contract: Any, path: str = "$") -> None:  # noqa: ANN401 - any JSON
    """Compare an answer with the contract, in which "…" stands for what depends on the moment or the version."""
    if contract == "…":
        return
    if isinstance(contract, dict):
        assert isinstance(answer, dict), path
        extra = set(answer) - set(contract)
        assert "…" in contract or not extra, f"{path}: {extra} is not in the contract"
        for name in set(contract) - {"…"}:
            assert name in answer, f"{path}.{name} is missing"
            agree(answer[name], contract[name], f"{path}.{name}")
    elif isinstance(contract, list):
        assert isinstance(answer, list), path
        assert len(answer) == len(contract), path
        for number, (given, wanted) in enumerate(zip(answer, contract, strict=True)):
            agree(given, wanted, f"{path}[{number}]")
    else:
        assert answer == contract, path


async def test_the_seed_answers_the_contract(client: httpx.AsyncClient, shared: Path) -> None:
    contract = json.loads((shared / "data/seed/110364.expected.json").read_text(encoding="utf-8"))
    answer = (await client.get("/documents/110364")).json()
    agree(answer, contract)
    assert list(answer) == list(contract)
