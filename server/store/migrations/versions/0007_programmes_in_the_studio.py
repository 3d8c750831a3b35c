"""What the studio keeps of programmes."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "programme_work",
        sa.Column("programme_id", sa.String(length=80), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["people.id"], name=op.f("fk_programme_work_owner_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_work")),
        sa.UniqueConstraint("owner_id", "programme_id", name=op.f("uq_programme_work_owner_id")),
    )
    with op.batch_alter_table("programme_work") as table:
        table.create_index(op.f("ix_programme_work_owner_id"), ["owner_id"])
        table.create_index(op.f("ix_programme_work_programme_id"), ["programme_id"])


def downgrade() -> None:
    op.drop_table("programme_work")
