"""Nudge programmes, occurrences and what was decided about them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "nudge_leases",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("holder", sa.String(length=36), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_nudge_leases")),
    )
    op.create_table(
        "nudge_people",
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("first_name", sa.String(length=100), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("rules", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("timing", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_nudge_people")),
    )
    op.create_table(
        "nudge_programmes",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("owner_id", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("draft", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("live", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("live_revision", sa.Integer(), nullable=True),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("enrolled_to", sa.String(length=36), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudge_programmes")),
    )
    op.create_index(op.f("ix_nudge_programmes_state"), "nudge_programmes", ["state"], unique=False)
    op.create_table(
        "nudge_talking",
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_nudge_talking")),
    )
    op.create_table(
        "nudge_audiences",
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("label", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["nudge_people.person_id"],
            name=op.f("fk_nudge_audiences_person_id_nudge_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "label", name=op.f("pk_nudge_audiences")),
    )
    op.create_index(op.f("ix_nudge_audiences_label"), "nudge_audiences", ["label", "person_id"], unique=False)
    op.create_table(
        "nudge_events",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("uid", sa.String(length=255), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("all_day", sa.Boolean(), nullable=False),
        sa.Column("tags", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["nudge_people.person_id"],
            name=op.f("fk_nudge_events_person_id_nudge_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudge_events")),
        sa.UniqueConstraint("person_id", "source", "uid", name=op.f("uq_nudge_events_person_id")),
    )
    op.create_index(
        op.f("ix_nudge_events_person_id"), "nudge_events", ["person_id", "starts_at"], unique=False
    )
    op.create_table(
        "nudge_feeds",
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("connected_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.String(length=40), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["nudge_people.person_id"],
            name=op.f("fk_nudge_feeds_person_id_nudge_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_nudge_feeds")),
    )
    op.create_index(op.f("ix_nudge_feeds_next_at"), "nudge_feeds", ["next_at"], unique=False)
    op.create_table(
        "nudge_occurrences",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("programme_id", sa.String(length=80), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("wall", sa.String(length=19), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("scheduled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deferrals", sa.Integer(), nullable=False),
        sa.Column("asked_for", sa.Boolean(), nullable=False),
        sa.Column("event_id", sa.String(length=255), nullable=True),
        sa.Column("event_source", sa.String(length=10), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(length=16), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("useful", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["nudge_programmes.id"],
            name=op.f("fk_nudge_occurrences_programme_id_nudge_programmes"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudge_occurrences")),
        sa.UniqueConstraint(
            "programme_id", "person_id", "key", name=op.f("uq_nudge_occurrences_programme_id")
        ),
    )
    op.create_index(
        "ix_nudge_occurrences_next_at",
        "nudge_occurrences",
        ["next_at"],
        unique=False,
        sqlite_where=sa.text("next_at IS NOT NULL"),
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_nudge_occurrences_person_id"), "nudge_occurrences", ["person_id", "sent_at"], unique=False
    )
    op.create_index(
        op.f("ix_nudge_occurrences_programme_id"),
        "nudge_occurrences",
        ["programme_id", "decided_at"],
        unique=False,
    )
    op.create_table(
        "nudge_plans",
        sa.Column("programme_id", sa.String(length=80), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("planned_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["nudge_programmes.id"],
            name=op.f("fk_nudge_plans_programme_id_nudge_programmes"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("programme_id", "person_id", name=op.f("pk_nudge_plans")),
    )
    op.create_index(
        "ix_nudge_plans_next_at",
        "nudge_plans",
        ["next_at"],
        unique=False,
        sqlite_where=sa.text("next_at IS NOT NULL"),
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )
    op.create_index(op.f("ix_nudge_plans_person_id"), "nudge_plans", ["person_id"], unique=False)
    op.create_table(
        "nudge_programme_versions",
        sa.Column("programme_id", sa.String(length=80), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("body", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("by", sa.String(length=36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["nudge_programmes.id"],
            name=op.f("fk_nudge_programme_versions_programme_id_nudge_programmes"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("programme_id", "revision", name=op.f("pk_nudge_programme_versions")),
    )
    op.create_table(
        "nudge_spaced",
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("ref", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("state", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["nudge_people.person_id"],
            name=op.f("fk_nudge_spaced_person_id_nudge_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "kind", "ref", name=op.f("pk_nudge_spaced")),
    )
    op.create_table(
        "nudge_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("occurrence_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["nudge_occurrences.id"],
            name=op.f("fk_nudge_answers_occurrence_id_nudge_occurrences"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudge_answers")),
    )
    op.create_index(op.f("ix_nudge_answers_occurrence_id"), "nudge_answers", ["occurrence_id"], unique=False)
    op.create_table(
        "nudge_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("occurrence_id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("probability", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["nudge_occurrences.id"],
            name=op.f("fk_nudge_decisions_occurrence_id_nudge_occurrences"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudge_decisions")),
    )
    op.create_index(
        op.f("ix_nudge_decisions_occurrence_id"), "nudge_decisions", ["occurrence_id"], unique=False
    )
    op.create_table(
        "nudge_deliveries",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("occurrence_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("device_id", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("token", sa.String(length=36), nullable=True),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("secret", sa.String(length=43), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("detail", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["nudge_occurrences.id"],
            name=op.f("fk_nudge_deliveries_occurrence_id_nudge_occurrences"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudge_deliveries")),
        sa.UniqueConstraint("occurrence_id", "device_id", name=op.f("uq_nudge_deliveries_occurrence_id")),
    )
    op.create_index(
        "ix_nudge_deliveries_next_at",
        "nudge_deliveries",
        ["next_at"],
        unique=False,
        sqlite_where=sa.text("next_at IS NOT NULL"),
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )
    op.create_index(op.f("ix_nudge_deliveries_person_id"), "nudge_deliveries", ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_nudge_deliveries_person_id"), table_name="nudge_deliveries")
    op.drop_index(
        "ix_nudge_deliveries_next_at",
        table_name="nudge_deliveries",
        sqlite_where=sa.text("next_at IS NOT NULL"),
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )
    op.drop_table("nudge_deliveries")
    op.drop_index(op.f("ix_nudge_decisions_occurrence_id"), table_name="nudge_decisions")
    op.drop_table("nudge_decisions")
    op.drop_index(op.f("ix_nudge_answers_occurrence_id"), table_name="nudge_answers")
    op.drop_table("nudge_answers")
    op.drop_table("nudge_spaced")
    op.drop_table("nudge_programme_versions")
    op.drop_index(op.f("ix_nudge_plans_person_id"), table_name="nudge_plans")
    op.drop_index(
        "ix_nudge_plans_next_at",
        table_name="nudge_plans",
        sqlite_where=sa.text("next_at IS NOT NULL"),
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )
    op.drop_table("nudge_plans")
    op.drop_index(op.f("ix_nudge_occurrences_programme_id"), table_name="nudge_occurrences")
    op.drop_index(op.f("ix_nudge_occurrences_person_id"), table_name="nudge_occurrences")
    op.drop_index(
        "ix_nudge_occurrences_next_at",
        table_name="nudge_occurrences",
        sqlite_where=sa.text("next_at IS NOT NULL"),
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )
    op.drop_table("nudge_occurrences")
    op.drop_index(op.f("ix_nudge_feeds_next_at"), table_name="nudge_feeds")
    op.drop_table("nudge_feeds")
    op.drop_index(op.f("ix_nudge_events_person_id"), table_name="nudge_events")
    op.drop_table("nudge_events")
    op.drop_index(op.f("ix_nudge_audiences_label"), table_name="nudge_audiences")
    op.drop_table("nudge_audiences")
    op.drop_table("nudge_talking")
    op.drop_index(op.f("ix_nudge_programmes_state"), table_name="nudge_programmes")
    op.drop_table("nudge_programmes")
    op.drop_table("nudge_people")
    op.drop_table("nudge_leases")
