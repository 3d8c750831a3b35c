"""Scenarios and questions that are written in the studio."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "authored_scenarios",
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("live_revision", sa.Integer(), nullable=True),
        sa.Column("changed_by", sa.String(length=36), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_authored_scenarios")),
    )
    with op.batch_alter_table("authored_scenarios", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_authored_scenarios_live_revision"), ["live_revision"], unique=False
        )

    op.create_table(
        "authored_scenario_versions",
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["slug"],
            ["authored_scenarios.slug"],
            name=op.f("fk_authored_scenario_versions_slug_authored_scenarios"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authored_scenario_versions")),
    )
    with op.batch_alter_table("authored_scenario_versions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_authored_scenario_versions_slug"), ["slug", "revision"], unique=False
        )

    op.create_table(
        "authored_questions",
        sa.Column("nl", sa.Text(), nullable=False),
        sa.Column("en", sa.Text(), nullable=False),
        sa.Column("theme", sa.Integer(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("asked", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(length=36), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authored_questions")),
    )
    with op.batch_alter_table("roleplays", schema=None) as batch_op:
        batch_op.add_column(sa.Column("scenario_revision", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("roleplays", schema=None) as batch_op:
        batch_op.drop_column("scenario_revision")

    op.drop_table("authored_questions")
    with op.batch_alter_table("authored_scenario_versions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_authored_scenario_versions_slug"))

    op.drop_table("authored_scenario_versions")
    with op.batch_alter_table("authored_scenarios", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_authored_scenarios_live_revision"))

    op.drop_table("authored_scenarios")
