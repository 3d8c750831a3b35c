"""Role-plays and their turns."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "roleplays",
        sa.Column("scenario", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("chair", sa.String(length=10), nullable=False),
        sa.Column("turns", sa.JSON(), nullable=False),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.Column("hints", sa.JSON(), nullable=False),
        sa.Column("assessment", sa.JSON(), nullable=True),
        sa.Column("plan", sa.JSON(), nullable=True),
        sa.Column("parent", sa.String(length=36), nullable=True),
        sa.Column("parent_turn", sa.Integer(), nullable=True),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["people.id"], name=op.f("fk_roleplays_owner_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roleplays")),
        sa.UniqueConstraint("owner_id", "client_id", name=op.f("uq_roleplays_owner_id")),
    )
    with op.batch_alter_table("roleplays", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roleplays_changed_at"), ["changed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_roleplays_owner_id"), ["owner_id"], unique=False)


def downgrade() -> None:
    op.drop_table("roleplays")
