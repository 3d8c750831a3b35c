"""Openings of cards and open questions."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "open_questions",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_questions")),
    )
    op.create_table(
        "card_openings",
        sa.Column("card", sa.String(length=100), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("last_opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["people.id"], name=op.f("fk_card_openings_owner_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_openings")),
        sa.UniqueConstraint("owner_id", "card", name=op.f("uq_card_openings_owner_id")),
    )
    with op.batch_alter_table("card_openings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_card_openings_owner_id"), ["owner_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("card_openings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_card_openings_owner_id"))

    op.drop_table("card_openings")
    op.drop_table("open_questions")
