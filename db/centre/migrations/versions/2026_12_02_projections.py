"""The projections: the desks' tables in a schema of their own, wide enough for whatever a desk has."""

import sqlalchemy as sa
from alembic import op

revision = "2026_12_02_projections"
down_revision = "2026_12_01_centre"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a database to this revision."""
    op.execute("CREATE SCHEMA projection")
    op.create_table(
        "calendar_changes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=True),
        sa.Column("home", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_changes")),
        schema="projection",
    )
    op.create_table(
        "components",
        sa.Column("dossier_row", sa.BigInteger(), nullable=False),
        sa.Column("ordinal", sa.BigInteger(), nullable=False),
        sa.Column("component", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("originals", sa.BigInteger(), nullable=False),
        sa.Column("certified", sa.BigInteger(), nullable=False),
        sa.Column("photocopies", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("dossier_row", "ordinal", name=op.f("pk_components")),
        schema="projection",
    )
    op.create_table(
        "counters",
        sa.Column("facet", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("facet", "key", name=op.f("pk_counters")),
        schema="projection",
    )
    op.create_table(
        "desks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desks")),
        schema="projection",
    )
    op.create_table(
        "dossiers",
        sa.Column("row", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("competent_code", sa.Text(), nullable=False),
        sa.Column("place_code", sa.Text(), nullable=False),
        sa.Column("procedure_code", sa.Text(), nullable=False),
        sa.Column("procedure_name", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("status", sa.BigInteger(), nullable=False),
        sa.Column("lifecycle", sa.Text(), nullable=False),
        sa.Column("clock", sa.Text(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("first_due_at", sa.BigInteger(), nullable=True),
        sa.Column("finished_at", sa.BigInteger(), nullable=True),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("queue_holder", sa.Text(), nullable=False),
        sa.Column("step", sa.BigInteger(), nullable=False),
        sa.Column("step_name", sa.Text(), nullable=False),
        sa.Column("step_due_at", sa.BigInteger(), nullable=True),
        sa.Column("urgent_at", sa.BigInteger(), nullable=False),
        sa.Column("supplement_until", sa.BigInteger(), nullable=True),
        sa.Column("issue", sa.BigInteger(), nullable=False),
        sa.Column("needs_review", sa.BigInteger(), nullable=False),
        sa.Column("conflicts", sa.BigInteger(), nullable=False),
        sa.Column("request_key", sa.Text(), nullable=True),
        sa.Column("applicant", sa.Text(), nullable=False),
        sa.Column("id_number", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_dossiers")),
        schema="projection",
    )
    op.create_index(
        "ix_dossiers_alias",
        "dossiers",
        ["alias"],
        unique=False,
        schema="projection",
        postgresql_where=sa.text("alias <> ''"),
    )
    op.create_index(
        "ix_dossiers_disputed",
        "dossiers",
        ["row"],
        unique=False,
        schema="projection",
        postgresql_where=sa.text("needs_review + conflicts > 0"),
    )
    op.create_index("ix_dossiers_id", "dossiers", ["id"], unique=True, schema="projection")
    op.create_index(
        "ix_dossiers_queue",
        "dossiers",
        [
            "urgent_at",
            "row",
            "queue_holder",
            "status",
            "clock",
            "due_at",
            "procedure_code",
            "place_code",
            "lifecycle",
        ],
        unique=False,
        schema="projection",
        postgresql_where=sa.text("lifecycle = 'open'"),
    )
    op.create_index(
        "ix_dossiers_ready",
        "dossiers",
        ["finished_at"],
        unique=False,
        schema="projection",
        postgresql_where=sa.text("status = 9"),
    )
    op.create_index(
        "ix_dossiers_request_key",
        "dossiers",
        ["request_key"],
        unique=False,
        schema="projection",
        postgresql_where=sa.text("request_key IS NOT NULL"),
    )
    op.create_index(
        "ix_dossiers_supplement_until",
        "dossiers",
        ["supplement_until"],
        unique=False,
        schema="projection",
        postgresql_where=sa.text("status = 5"),
    )
    op.create_index(
        "ix_dossiers_words",
        "dossiers",
        [sa.literal_column("to_tsvector('simple', search_text)")],
        unique=False,
        schema="projection",
        postgresql_using="gin",
    )
    op.create_table(
        "officers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("verifier", sa.Text(), nullable=False),
        sa.Column("active", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=True),
        sa.Column("desk", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officers")),
        schema="projection",
    )
    op.create_table(
        "pauses",
        sa.Column("dossier_row", sa.BigInteger(), nullable=False),
        sa.Column("ordinal", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("dossier_row", "ordinal", name=op.f("pk_pauses")),
        schema="projection",
    )
    op.create_table(
        "procedure_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=True),
        sa.Column("home", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procedure_versions")),
        schema="projection",
    )
    op.create_index(
        op.f("ix_procedure_versions_code"),
        "procedure_versions",
        ["code"],
        unique=False,
        schema="projection",
    )
    op.create_table(
        "projected",
        sa.Column("scope", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_projected")),
        schema="projection",
    )
    op.create_table(
        "set_aside",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_aside")),
        schema="projection",
    )
    op.create_table(
        "unit_profiles",
        sa.Column("version", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.Uuid(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_unit_profiles")),
        schema="projection",
    )
