"""Run by Alembic. The connection comes from ``app.storage.migrate``, the tables' metadata (which only
the comparing test needs) from its caller: this floor knows no domain."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("metadata"),
    render_as_batch=True,  # SQLite alters a table by copying it
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
