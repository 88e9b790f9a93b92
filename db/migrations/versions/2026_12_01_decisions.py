"""Drafts of procedure versions and suggestions of the review: what was said about each."""

import sqlalchemy as sa
from alembic import op

revision = "2026_12_01_decisions"
down_revision = "2026_11_30_figures"
branch_labels = None
depends_on = None

# What newer desks of the city have said already: this one kept it without understanding it.
_SAID = """
INSERT INTO catalogue_acts (id, seq, kind, subject, code, author, at, payload, position, home)
SELECT id, seq, kind,
    replace(coalesce(json_extract(text, '$.public.draft'),
                     json_extract(text, '$.public.suggestion'), json_extract(text, '$.id')), '-', ''),
    iif(kind = 'procedure-drafted', json_extract(text, '$.public.code'), ''),
    replace(json_extract(text, '$.author.officer'), '-', ''),
    CAST(strftime('%s', json_extract(text, '$.desk_time')) AS INTEGER) * 1000
        + CAST(substr(json_extract(text, '$.desk_time'), -4, 3) AS INTEGER),
    json_extract(text, '$.public'), position,
    CASE feed WHEN 1 THEN 1 WHEN 2 THEN 0 WHEN 3 THEN 2
        ELSE iif(scope = (SELECT city FROM desk), 0, 1) END
FROM events WHERE dossier IS NULL AND kind IN (
    'procedure-drafted', 'draft-checked', 'draft-dropped', 'suggestion-filed',
    'suggestion-answered')
    AND (kind <> 'procedure-drafted' OR json_extract(text, '$.public.code') IS NOT NULL)
ORDER BY seq
"""
_ISSUED = """
UPDATE procedure_versions SET draft = replace(json_extract(payload, '$.draft'), '-', '')
WHERE json_extract(payload, '$.draft') IS NOT NULL
"""


def upgrade() -> None:
    """Bring a database to this revision."""
    op.create_table(
        "catalogue_acts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("author", sa.Uuid(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=True),
        sa.Column("home", sa.SmallInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_acts")),
    )
    _index("catalogue_acts", "subject")
    _index("catalogue_acts", "code")
    op.add_column("procedure_versions", sa.Column("draft", sa.Uuid(), nullable=True))
    _index("procedure_versions", "draft")
    if op.get_bind().dialect.name == "sqlite":
        op.execute(_SAID)
        op.execute(_ISSUED)


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
