"""Pitches and their takes."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pitches",
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("audience", sa.String(length=300), nullable=False),
        sa.Column("goal", sa.String(length=300), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        *_owned("pitches"),
    )
    op.create_table(
        "takes",
        sa.Column("pitch_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("problem", sa.String(length=32), nullable=True),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.Integer(), nullable=True),
        sa.Column("listened_to", sa.Integer(), nullable=False),
        sa.Column("done_to", sa.Integer(), nullable=False),
        sa.Column("pieces", sa.JSON(), nullable=False),
        sa.Column("acoustics", sa.JSON(), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kept", sa.String(length=16), nullable=False),
        sa.Column("has_sound", sa.Boolean(), nullable=False),
        sa.Column("corrected", sa.Boolean(), nullable=False),
        sa.Column("judged", sa.Boolean(), nullable=False),
        sa.Column("went_well", sa.Text(), nullable=False),
        sa.Column("differently", sa.Text(), nullable=False),
        sa.Column("intended", sa.JSON(), nullable=False),
        sa.Column("better", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pitch_id"], ["pitches.id"], name=op.f("fk_takes_pitch_id_pitches"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("owner_id", "client_id", name=op.f("uq_takes_owner_id")),
        *_owned("takes"),
    )
    op.create_table(
        "take_sounds",
        sa.Column("take_id", sa.String(length=36), nullable=False),
        sa.Column("first_sample", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["take_id"], ["takes.id"], name=op.f("fk_take_sounds_take_id_takes"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("take_id", "first_sample", name=op.f("uq_take_sounds_take_id")),
        *_owned("take_sounds"),
    )
    for table, column in INDEXES:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def downgrade() -> None:
    for table, column in reversed(INDEXES):
        op.drop_index(op.f(f"ix_{table}_{column}"), table_name=table)
    for table in ("take_sounds", "takes", "pitches"):
        op.drop_table(table)


INDEXES = (
    ("pitches", "owner_id"),
    ("takes", "owner_id"),
    ("takes", "pitch_id"),
    ("takes", "state"),
    ("takes", "touched_at"),
    ("take_sounds", "owner_id"),
    ("take_sounds", "take_id"),
)


def _owned(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("owner_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["people.id"], name=op.f(f"fk_{table}_owner_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
