"""The least that the same stack can be: FastAPI, SQLModel, one table, one route."""

import os
import sys

import uvicorn
from fastapi import FastAPI, HTTPException
from sqlmodel import Field, Session, SQLModel, create_engine


class Page(SQLModel, table=True):
    slug: str = Field(primary_key=True)
    text: str


def create_minimal() -> FastAPI:
    app = FastAPI()
    engine = create_engine(f"sqlite:///{os.environ['BENCH_DATABASE']}")
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        if session.get(Page, "page") is None:
            session.add(Page(slug="page", text="Hello"))
            session.commit()

    @app.get("/d/{slug}")
    def page(slug: str) -> Page:
        with Session(engine) as session:
            found = session.get(Page, slug)
        if found is None:
            raise HTTPException(404)
        return found

    return app


if __name__ == "__main__":
    uvicorn.run(create_minimal, factory=True, port=int(sys.argv[-1]), log_level="warning")
