# On the Record in a small image: two steps, so that pip and its caches stay behind.
FROM python:3.11-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /venv
COPY requirements.lock /src/
RUN /venv/bin/pip install --require-hashes -r /src/requirements.lock

FROM python:3.11-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    OTR_DATA_DIR=/data OTR_HOST=0.0.0.0 OTR_PORT=8000
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin reader \
 && install -d -o reader -g reader /data
COPY --from=build /venv /venv
WORKDIR /srv
COPY app app
COPY templates templates
COPY static static
USER reader
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=2)"]
CMD ["python", "-m", "app.cli", "serve"]
