"""The reference: ``python -m bench.constant … PORT`` answers everything with the same bytes, and does nothing else."""

import click
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send


class Constant:
    """The least an application can do, so that what is measured is uvicorn."""

    def __init__(self, *, status: int, size: int, media_type: str) -> None:
        headers = [(b"content-type", media_type.encode()), (b"content-length", str(size).encode())]
        self._start = {"type": "http.response.start", "status": status, "headers": headers}
        self._body = {"type": "http.response.body", "body": b"x" * size}

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http":
            await send(self._start)
            await send(self._body)


def run_bare(app: ASGIApp, port: int) -> None:
    """Run an application as the product runs itself, with nothing around it."""
    uvicorn.run(app, port=port, server_header=False, access_log=False, log_level="warning", lifespan="off")


@click.command()
@click.option("--status", type=int, required=True)
@click.option("--size", type=int, required=True)
@click.option("--media-type", required=True)
@click.argument("port", type=int)
def main(status: int, size: int, media_type: str, port: int) -> None:
    """Serve one constant answer."""
    run_bare(Constant(status=status, size=size, media_type=media_type), port)


if __name__ == "__main__":
    main()
