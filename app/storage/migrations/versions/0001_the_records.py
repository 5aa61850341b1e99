"""The records"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


# What no column constraint can say. A revision's text never changes and history is only added to, by
# INSERT OR REPLACE neither. A nested quote lies inside its parent and is smaller, so that none is its
# own ancestor (the composite foreign key holds both to one revision).
TRIGGERS = (
    """
    CREATE TRIGGER revision_is_not_updated
    BEFORE UPDATE OF document_id, number, text, blocks, sha256, words ON revision
    BEGIN SELECT RAISE(ABORT, 'a revision never changes'); END
    """,
    """
    CREATE TRIGGER revision_is_not_replaced BEFORE INSERT ON revision
    WHEN EXISTS (SELECT 1 FROM revision AS r WHERE r.id = NEW.id
                 OR (r.document_id = NEW.document_id AND r.number = NEW.number))
    BEGIN SELECT RAISE(ABORT, 'a revision never changes'); END
    """,
    """
    CREATE TRIGGER event_is_not_updated BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'history is append-only'); END
    """,
    """
    CREATE TRIGGER event_is_not_deleted BEFORE DELETE ON event
    BEGIN SELECT RAISE(ABORT, 'history is append-only'); END
    """,
    """
    CREATE TRIGGER event_is_not_replaced BEFORE INSERT ON event
    WHEN EXISTS (SELECT 1 FROM event AS e WHERE e.id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'history is append-only'); END
    """,
    """
    CREATE TRIGGER nested_quote_is_inserted_inside BEFORE INSERT ON quote
    WHEN NEW.parent_id IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a nested quote lies inside its parent')
      WHERE NOT EXISTS (SELECT 1 FROM quote AS p WHERE p.id = NEW.parent_id
                        AND p.start <= NEW.start AND NEW."end" <= p."end"
                        AND p."end" - p.start > NEW."end" - NEW.start); END
    """,
    """
    CREATE TRIGGER nested_quote_stays_inside
    BEFORE UPDATE OF parent_id, start, "end" ON quote WHEN NEW.parent_id IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a nested quote lies inside its parent')
      WHERE NOT EXISTS (SELECT 1 FROM quote AS p WHERE p.id = NEW.parent_id
                        AND p.start <= NEW.start AND NEW."end" <= p."end"
                        AND p."end" - p.start > NEW."end" - NEW.start); END
    """,
    """
    CREATE TRIGGER parent_quote_stays_around BEFORE UPDATE OF start, "end" ON quote
    BEGIN SELECT RAISE(ABORT, 'a nested quote lies inside its parent')
      WHERE EXISTS (SELECT 1 FROM quote AS n WHERE n.parent_id = NEW.id
                    AND NOT (NEW.start <= n.start AND n."end" <= NEW."end"
                             AND NEW."end" - NEW.start > n."end" - n.start)); END
    """,
)


def upgrade() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=11), nullable=False),
        sa.Column("slug", sa.String(120), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("byline", sa.String(), nullable=True),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("visibility", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("slug <> '' AND title <> ''", name="document_named"),
        sa.CheckConstraint(
            "url IS NULL OR url LIKE 'http://%' OR url LIKE 'https://%'", name="document_url"
        ),
        sa.CheckConstraint(
            "visibility IN ('public', 'link', 'private')", name="document_visibility"
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("slug"),
    )
    op.create_index("ix_document_created_at", "document", ["created_at"])

    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(), nullable=True),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("item_type", sa.String(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "verb <> '' AND item_type <> '' AND item_id <> ''", name="event_complete"
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("event_by_item", "event", ["item_type", "item_id"])

    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=11), nullable=False),
        sa.Column("slug", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("author", sa.String(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("credit", sa.String(), nullable=True),
        sa.Column("retrieved_at", sa.DateTime(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('article-newspaper', 'article-magazine', 'broadcast', 'document', 'graphic', "
            "'interview', 'periodical', 'post', 'report', 'speech', 'treaty', 'webpage')",
            name="source_kind",
        ),
        sa.CheckConstraint("slug <> '' AND title <> ''", name="source_named"),
        sa.CheckConstraint(
            "url IS NULL OR url LIKE 'http://%' OR url LIKE 'https://%'", name="source_url"
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("slug"),
    )
    op.create_table(
        "speaker",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=11), nullable=False),
        sa.Column("slug", sa.String(120), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("hue", sa.Integer(), nullable=False),
        sa.Column("same_as", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('person', 'body', 'group')", name="speaker_kind"),
        sa.CheckConstraint("slug <> '' AND name <> ''", name="speaker_named"),
        sa.CheckConstraint("hue BETWEEN 0 AND 355 AND hue % 5 = 0", name="speaker_hue"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("slug"),
    )
    op.create_index("ix_speaker_name", "speaker", ["name"])

    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("blocks", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("created_by", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name="revision_sha256"),
        sa.CheckConstraint("number >= 1", name="revision_number_positive"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("document_id", "number", name="revision_number"),
    )
    op.create_table(
        "speaker_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.CheckConstraint("name <> ''", name="speaker_name_not_empty"),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("speaker_id", "name", name="speaker_name_once"),
    )
    op.create_index("ix_speaker_name_name", "speaker_name", ["name"])

    op.create_table(
        "quote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=11), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("exact", sa.String(), nullable=False),
        sa.Column("prefix", sa.String(), nullable=False),
        sa.Column("suffix", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("speaker_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("reported_id", sa.Integer(), nullable=True),
        sa.Column("reported_role", sa.String(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("cue_start", sa.Integer(), nullable=True),
        sa.Column("cue_end", sa.Integer(), nullable=True),
        sa.Column("remark", sa.String(), nullable=True),
        sa.Column("detector", sa.String(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("kind <> 'term' OR speaker_id IS NULL", name="quote_term_is_not_speech"),
        sa.CheckConstraint(
            "kind IN ('direct', 'partial', 'term', 'title', 'caption')", name="quote_kind"
        ),
        sa.CheckConstraint("state IN ('suggested', 'confirmed', 'rejected')", name="quote_state"),
        sa.CheckConstraint(
            "(cue_start IS NULL) = (cue_end IS NULL) AND "
            "(cue_start IS NULL OR (cue_start >= 0 AND cue_end > cue_start))",
            name="quote_cue_span",
        ),
        sa.CheckConstraint(
            "confidence IS NULL OR confidence BETWEEN 0 AND 1", name="quote_confidence"
        ),
        sa.CheckConstraint('length(exact) = "end" - start', name="quote_exact_fills_span"),
        sa.CheckConstraint(
            "reported_id IS NOT NULL OR reported_role IS NULL", name="quote_role_of_reported"
        ),
        sa.CheckConstraint("speaker_id IS NOT NULL OR role IS NULL", name="quote_role_of_speaker"),
        sa.CheckConstraint("speaker_id IS NULL OR reported_id IS NULL", name="quote_one_voice"),
        sa.CheckConstraint('start >= 0 AND "end" > start', name="quote_span"),
        sa.CheckConstraint("version >= 1", name="quote_version"),
        sa.ForeignKeyConstraint(
            ["parent_id", "revision_id"], ["quote.id", "quote.revision_id"], name="quote_parent"
        ),
        sa.ForeignKeyConstraint(
            ["reported_id"],
            ["speaker.id"],
        ),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.ForeignKeyConstraint(
            ["speaker_id"],
            ["speaker.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("id", "revision_id", name="quote_in_revision"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("quote_by_parent", "quote", ["parent_id", "revision_id"])
    op.create_index("quote_by_place", "quote", ["revision_id", "start", "end"])
    op.create_index("quote_by_reported", "quote", ["reported_id"])
    op.create_index("quote_by_source", "quote", ["source_id"])
    op.create_index("quote_by_speaker", "quote", ["speaker_id"])

    op.create_table(
        "rendered_block",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("cards", sa.String(), nullable=False),
        sa.Column("tally", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("revision_id", "position"),
    )
    op.create_index("rendered_block_by_place", "rendered_block", ["revision_id", "start", "end"])
    op.create_index("rendered_block_by_version", "rendered_block", ["revision_id", "version"])
    op.create_table(
        "rendered_revision",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("renderer", sa.String(), nullable=False),
        sa.Column("summary", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("revision_id"),
    )
    for trigger in TRIGGERS:
        op.execute(trigger)
