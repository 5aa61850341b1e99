"""The floor: a minimal FastAPI app that hands out given bytes from memory, and a constant.

``BENCH_ANSWERS`` is a folder made by ``answers.py``. Run with the settings of ``app.cli serve``.
"""

import json
import os
import sys
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.responses import Response

from app.config import PROJECT


def create_reference() -> FastAPI:
    app = FastAPI()
    folder = Path(os.environ["BENCH_ANSWERS"])
    bodies = {path.stem: path.read_bytes() for path in folder.glob("*.body")}
    headers = {path.stem: json.loads(path.read_bytes()) for path in folder.glob("*.json")}

    @app.get("/stored/{name}")
    async def stored(name: str) -> Response:
        return Response(bodies[name], headers=headers[name])

    @app.get("/constant")
    async def constant() -> dict[str, str]:
        return {"status": "ok"}

    app.mount("/static", StaticFiles(directory=PROJECT / "static"))
    return app


if __name__ == "__main__":
    uvicorn.run(create_reference, factory=True, port=int(sys.argv[-1]), log_level="warning")
