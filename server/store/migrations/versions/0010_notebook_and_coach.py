"""Notes, coach conversations and language practice."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "coach_sessions",
        sa.Column("form", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=True),
        sa.Column("event", sa.JSON(), nullable=True),
        sa.Column("day", sa.String(length=10), nullable=True),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.Column("step_text", sa.Text(), nullable=True),
        sa.Column("nudge", sa.JSON(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["people.id"], name=op.f("fk_coach_sessions_owner_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coach_sessions")),
        sa.UniqueConstraint("owner_id", "client_id", name=op.f("uq_coach_sessions_owner_id")),
    )
    with op.batch_alter_table("coach_sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_coach_sessions_changed_at"), ["changed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_coach_sessions_day"), ["day"], unique=False)
        batch_op.create_index(batch_op.f("ix_coach_sessions_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "language_rounds",
        sa.Column("spoken", sa.String(length=2), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("sentences", sa.JSON(), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["people.id"], name=op.f("fk_language_rounds_owner_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_language_rounds")),
        sa.UniqueConstraint("owner_id", "client_id", name=op.f("uq_language_rounds_owner_id")),
    )
    with op.batch_alter_table("language_rounds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_language_rounds_changed_at"), ["changed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_language_rounds_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "language_talks",
        sa.Column("talk", sa.String(length=64), nullable=True),
        sa.Column("spoken", sa.String(length=2), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=True),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["people.id"], name=op.f("fk_language_talks_owner_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_language_talks")),
        sa.UniqueConstraint("owner_id", "client_id", name=op.f("uq_language_talks_owner_id")),
    )
    with op.batch_alter_table("language_talks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_language_talks_changed_at"), ["changed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_language_talks_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "note_folders",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("folded", sa.String(length=120), nullable=False),
        sa.Column("owner_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["people.id"], name=op.f("fk_note_folders_owner_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note_folders")),
        sa.UniqueConstraint("owner_id", "folded", name=op.f("uq_note_folders_owner_id")),
    )
    with op.batch_alter_table("note_folders", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_note_folders_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "notes",
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("spoken", sa.Boolean(), nullable=False),
        sa.Column("folder_id", sa.String(length=36), nullable=True),
        sa.Column("proposed", sa.String(length=60), nullable=True),
        sa.Column("vector", sa.LargeBinary(), nullable=True),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["folder_id"],
            ["note_folders.id"],
            name=op.f("fk_notes_folder_id_note_folders"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["people.id"], name=op.f("fk_notes_owner_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
        sa.UniqueConstraint("owner_id", "client_id", name=op.f("uq_notes_owner_id")),
    )
    with op.batch_alter_table("notes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notes_changed_at"), ["changed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_notes_folder_id"), ["folder_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notes_owner_id"), ["owner_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("notes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notes_owner_id"))
        batch_op.drop_index(batch_op.f("ix_notes_folder_id"))
        batch_op.drop_index(batch_op.f("ix_notes_changed_at"))

    op.drop_table("notes")
    with op.batch_alter_table("note_folders", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_note_folders_owner_id"))

    op.drop_table("note_folders")
    with op.batch_alter_table("language_talks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_language_talks_owner_id"))
        batch_op.drop_index(batch_op.f("ix_language_talks_changed_at"))

    op.drop_table("language_talks")
    with op.batch_alter_table("language_rounds", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_language_rounds_owner_id"))
        batch_op.drop_index(batch_op.f("ix_language_rounds_changed_at"))

    op.drop_table("language_rounds")
    with op.batch_alter_table("coach_sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coach_sessions_owner_id"))
        batch_op.drop_index(batch_op.f("ix_coach_sessions_day"))
        batch_op.drop_index(batch_op.f("ix_coach_sessions_changed_at"))

    op.drop_table("coach_sessions")
