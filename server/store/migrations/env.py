"""How Alembic reaches the tables."""

from typing import Any, Literal

from alembic import context

from nudges.store import Instant
from server.store.base import UtcDateTime
from server.store.tables import all_metadata


def render(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our own instant as the plain column that it is, so that migrations stand on their own."""
    ours = kind == "type" and isinstance(item, UtcDateTime | Instant)
    return "sa.DateTime(timezone=True)" if ours else False


engine = context.config.attributes["engine"]

with engine.connect() as connection:
    # SQLite cannot change a column in place; batch mode copies the table instead.
    context.configure(
        connection=connection,
        target_metadata=all_metadata(),
        render_as_batch=True,
        compare_type=True,
        render_item=render,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
