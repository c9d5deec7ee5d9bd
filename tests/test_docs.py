"""The docs are true: everything there is is documented, and every example is what the program answers."""

import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.cli import main
from app.cli.options import flag
from app.faces import face_names
from app.faces.kit.kinds import KINDS
from app.formats import formats
from app.settings import Settings
from tests.conftest import ROOT
from tests.golden.registry import formats_page, readme

DOCS = ROOT / "docs"
README = (ROOT / "README.md").read_text(encoding="utf-8")


def read(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented_and_has_its_flag(name: str) -> None:
    assert f"| `MUNIMENT_{name.upper()}` | `{flag(name)}` |" in read("settings.md")
    flags = {option for command in main.commands.values() for param in command.params for option in param.opts}
    assert flag(name) in flags


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_is_documented(name: str) -> None:
    assert f"`muniment {name}" in read("cli.md")


@pytest.mark.parametrize("name", [fmt.name for fmt in formats()])
def test_every_format_has_its_page(name: str) -> None:
    fmt = next(fmt for fmt in formats() if fmt.name == name)
    page = read(f"formats/{name}.md")
    assert f"`.{fmt.suffix}`" in page
    assert fmt.media_type.partition(";")[0] in page


@pytest.mark.parametrize("name", face_names())
def test_every_face_has_its_page(name: str) -> None:
    assert read(f"faces/{name}.md")


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_problem_is_documented(name: str) -> None:
    assert f"| `{name}` | {KINDS[name].status.value} |" in read("faces/rest.md")


def test_every_notice_is_documented() -> None:
    source = (ROOT / "app/understanding/notices.py").read_text(encoding="utf-8")
    codes = set(re.findall(r'code(?:="| = ")([a-z-]+)"', source)) | set(
        re.findall(r'^    "([a-z-]+)": "', source, re.MULTILINE)
    )
    assert len(codes) > 8
    undocumented = {code for code in codes if f"| `{code}` |" not in read("notices.md")}
    assert not undocumented


async def test_every_endpoint_is_documented(client: httpx.AsyncClient) -> None:
    paths = (await client.get("/openapi.json")).json()["paths"]
    told = "".join(read(f"faces/{name}.md") for name in face_names())
    assert not [path for path in paths if f"`{path}`" not in told]


def blocks(mark: str) -> str:
    """Give the code block of the README that follows a mark."""
    found = re.search(rf"<!-- test: {re.escape(mark)} -->\n```\w+\n(.*?)\n```", README, re.DOTALL)
    assert found, mark
    return found[1]


def holds(answer: Any, excerpt: Any) -> bool:  # noqa: ANN401 - any JSON
    """Tell whether an answer has all that an excerpt of it shows."""
    if isinstance(excerpt, dict):
        return all(name in answer and holds(answer[name], excerpt[name]) for name in excerpt)
    if isinstance(excerpt, list):
        return len(answer) == len(excerpt) and all(map(holds, answer, excerpt))
    return bool(answer == excerpt)


async def test_the_readme_shows_a_real_answer(client: httpx.AsyncClient) -> None:
    answer = (await client.get("/documents/110364")).json()
    assert holds(answer, json.loads(blocks("excerpt of GET /documents/110364")))


async def test_the_readme_shows_the_real_citation(client: httpx.AsyncClient) -> None:
    answer = await client.get("/documents/110364/citation", headers={"accept": "text/plain"})
    assert answer.text == blocks("text of GET /documents/110364/citation")


async def test_the_readme_shows_the_real_note(client: httpx.AsyncClient) -> None:
    found = re.search(r"localhost:8000(/documents/110364/citation\?[^']+)", README)
    assert found
    answer = await client.get(found[1], headers={"accept": "text/plain"})
    assert answer.text == blocks(f"text of GET {found[1]}")


async def test_the_readme_shows_what_a_reference_really_finds(client: httpx.AsyncClient) -> None:
    found = re.search(r"localhost:8000(/resolve) --data-urlencode 'ref=([^']+)'", README)
    assert found
    answer = (await client.get(found[1], params={"ref": found[2]})).json()
    assert holds(answer, json.loads(blocks("excerpt of GET /resolve")))


async def test_the_readme_shows_what_really_lies_in_a_file(client: httpx.AsyncClient) -> None:
    found = re.search(r"localhost:8000(/archives/\S+)", README)
    assert found
    answer = (await client.get(found[1])).json()
    assert holds(answer, json.loads(blocks("excerpt of GET /archives")))


async def test_the_docs_show_real_markdown(client: httpx.AsyncClient) -> None:
    found = re.search(r"<!-- test: GET (\S+) -->\n```markdown\n(.*?)```", read("faces/rest.md"), re.DOTALL)
    assert found
    assert (await client.get(found[1])).text == found[2]


def test_the_readme_lists_the_formats_and_faces_there_are() -> None:
    assert readme() == README  # `make golden` writes it
    table = README.partition("<!-- generated: formats and faces -->")[2].partition("<!-- end generated -->")[0]
    assert all(f"| {name} |" in table for name in (*(fmt.name for fmt in formats()), *face_names()))


def test_the_page_of_formats_is_what_the_formats_say() -> None:
    page = read("formats.md")
    assert page == formats_page()
    assert all(f"](formats/{fmt.name}.md) | {fmt.title} |" in page for fmt in formats())


@pytest.mark.parametrize(
    "page",
    [*(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "SECURITY")), *sorted(DOCS.rglob("*.md"))],
    ids=lambda p: p.name,
)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert not [target for target in targets if not (page.parent / target).exists()]
