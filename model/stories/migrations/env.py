"""Where Alembic begins: it runs this file itself, as a module env_py, with a connection of the store."""

from __future__ import annotations

from alembic import context

from model.stories.tables import VERSION_TABLE, metadata


def run() -> None:
    """Run the steps within the transaction that the connection is in already."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        version_table=VERSION_TABLE,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


if __name__ == "env_py":
    run()
