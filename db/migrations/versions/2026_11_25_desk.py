"""The desk's store."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25_desk"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a database to this revision."""
    op.create_table(
        "calendar_changes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_changes")),
    )
    op.create_table(
        "components",
        sa.Column("dossier_row", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), nullable=False),
        sa.Column("component", sa.String(length=80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("originals", sa.SmallInteger(), nullable=False),
        sa.Column("certified", sa.SmallInteger(), nullable=False),
        sa.Column("photocopies", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("dossier_row", "ordinal", name=op.f("pk_components")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "counters",
        sa.Column("facet", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("facet", "key", name=op.f("pk_counters")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "documents",
        sa.Column("dossier", sa.Uuid(), nullable=False),
        sa.Column("form", sa.String(length=20), nullable=False),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(length=10), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("dossier", "form", "issue", "page", name=op.f("pk_documents")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "dossiers",
        sa.Column("row", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("alias", sa.String(length=30), nullable=False),
        sa.Column("unit_code", sa.String(length=20), nullable=False),
        sa.Column("competent_code", sa.String(length=20), nullable=False),
        sa.Column("procedure_code", sa.String(length=40), nullable=False),
        sa.Column("procedure_name", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("status", sa.SmallInteger(), nullable=False),
        sa.Column("lifecycle", sa.String(length=10), nullable=False),
        sa.Column("clock", sa.String(length=10), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("first_due_at", sa.BigInteger(), nullable=True),
        sa.Column("finished_at", sa.BigInteger(), nullable=True),
        sa.Column("holder", sa.String(length=40), nullable=False),
        sa.Column("queue_holder", sa.String(length=40), nullable=False),
        sa.Column("step", sa.SmallInteger(), nullable=False),
        sa.Column("step_name", sa.Text(), nullable=False),
        sa.Column("step_due_at", sa.BigInteger(), nullable=True),
        sa.Column("urgent_at", sa.BigInteger(), nullable=False),
        sa.Column("supplement_until", sa.BigInteger(), nullable=True),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("needs_review", sa.SmallInteger(), nullable=False),
        sa.Column("conflicts", sa.SmallInteger(), nullable=False),
        sa.Column("request_key", sa.String(length=64), nullable=True),
        sa.Column("applicant", sa.Text(), nullable=False),
        sa.Column("id_number", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_dossiers")),
    )
    with op.batch_alter_table("dossiers", schema=None) as batch_op:
        batch_op.create_index(
            "ix_dossiers_alias", ["alias"], unique=False, sqlite_where=sa.text("alias <> ''")
        )
        batch_op.create_index(
            "ix_dossiers_disputed",
            ["row"],
            unique=False,
            sqlite_where=sa.text("needs_review + conflicts > 0"),
        )
        batch_op.create_index(
            "ix_dossiers_queue",
            [
                "urgent_at",
                "row",
                "queue_holder",
                "status",
                "clock",
                "due_at",
                "procedure_code",
                "lifecycle",
            ],
            unique=False,
            sqlite_where=sa.text("lifecycle = 'open'"),
        )
        batch_op.create_index(
            "ix_dossiers_ready",
            ["finished_at"],
            unique=False,
            sqlite_where=sa.text("status = 9"),
        )
        batch_op.create_index(
            "ix_dossiers_request_key",
            ["request_key"],
            unique=False,
            sqlite_where=sa.text("request_key IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_dossiers_supplement_until",
            ["supplement_until"],
            unique=False,
            sqlite_where=sa.text("status = 5"),
        )

    op.create_table(
        "events",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Uuid(), nullable=False),
        sa.Column("dossier", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("incarnation", sa.Uuid(), nullable=False),
        sa.Column("desk_seq", sa.Integer(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("private", sa.Text(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=True),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_events")),
        sa.UniqueConstraint("id", name=op.f("uq_events_id")),
    )
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.create_index(
            "ix_events_dossier",
            ["dossier"],
            unique=False,
            sqlite_where=sa.text("dossier IS NOT NULL"),
        )

    op.create_table(
        "incarnations",
        sa.Column("incarnation", sa.Uuid(), nullable=False),
        sa.Column("desk", sa.Uuid(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("genesis", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("incarnation", name=op.f("pk_incarnations")),
    )
    op.create_table(
        "officers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("login", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("verifier", sa.Text(), nullable=False),
        sa.Column("active", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officers")),
    )
    op.create_table(
        "pauses",
        sa.Column("dossier_row", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("dossier_row", "ordinal", name=op.f("pk_pauses")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "procedure_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procedure_versions")),
    )
    with op.batch_alter_table("procedure_versions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_procedure_versions_code"), ["code"], unique=False)

    op.create_table(
        "serials",
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("declined", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_serials")),
    )
    op.create_table(
        "sightings",
        sa.Column("dossier", sa.Uuid(), nullable=False),
        sa.Column("moment", sa.BigInteger(), nullable=False),
        sa.Column("officer", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("dossier", "moment", "officer", "what", name=op.f("pk_sightings")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "unit_profiles",
        sa.Column("version", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Uuid(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_unit_profiles")),
    )
    op.create_table(
        "desk",
        sa.Column("one", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit", sa.Uuid(), nullable=False),
        sa.Column("city", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("incarnation", sa.Uuid(), nullable=False),
        sa.Column("desk_seq", sa.Integer(), nullable=False),
        sa.Column("head", sa.LargeBinary(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("last_moment", sa.BigInteger(), nullable=False),
        sa.Column("reference_seq", sa.Integer(), nullable=False),
        sa.Column("serial_day", sa.String(length=10), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("declined", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incarnation"],
            ["incarnations.incarnation"],
            name=op.f("fk_desk_incarnation_incarnations"),
        ),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_desk")),
    )
    # An index only SQLite has; the centre searches in its own way.
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE dossiers_text USING fts5("
            "search_text, content='dossiers', content_rowid='row', detail=none, columnsize=0,"
            " prefix='1 2 3 4 5 6 7', tokenize='ascii')"
        )
