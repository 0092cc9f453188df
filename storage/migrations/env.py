"""Alembic's entry: runs the steps on the connection that `storage.migrate` hands over.

To write a new step: `alembic -x url=sqlite:///scratch.db revision --autogenerate --rev-id 0002`.
"""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection

from storage import migrate
from storage.columns import Instant, JsonText
from storage.tables import metadata


def as_stored(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Return a type of ours as what it is in the database: a step must not change with it."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.BigInteger()"
    if kind == "type" and isinstance(item, JsonText):
        return "sa.Text()"
    return False


def run(connection: Connection) -> None:
    """Run the steps that are missing, all in the transaction that is open."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_item=as_stored,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


handed_over = context.config.attributes.get("connection")
if handed_over is not None:
    run(handed_over)
else:
    with migrate.locked(context.get_x_argument(as_dictionary=True)["url"]) as own:
        run(own)
