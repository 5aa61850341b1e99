"""Whether the process is alive, and whether it can answer."""

from fastapi import APIRouter
from sqlalchemy import text

from app.web.dependencies import Reading

router = APIRouter(tags=["operations"])


@router.get("/healthz")
async def alive() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz")
def ready(connection: Reading) -> dict[str, str]:
    """The database answers too."""
    connection.execute(text("SELECT count(*) FROM document"))
    return {"status": "ok"}
