"""What figures count: how and when a dossier ended, who received it and who finished it."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_30_figures"
down_revision = "2026_11_30_relay"
branch_labels = None
depends_on = None

_QUEUE = (
    *("urgent_at", "row", "queue_holder", "status", "clock", "due_at", "procedure_code"),
    *("place_code", "lifecycle", "unit_code", "field", "step_name", "pause_kind", "received_at"),
)
_ENDED = (
    *("unit_code", "field", "ended_at", "received_at", "ended", "channel", "due_at"),
    *("procedure_code", "finisher"),
)
_OF_DOSSIER = "FROM events e WHERE e.dossier = dossiers.id AND e.kind IN ({})"
_FIRST = " ORDER BY e.position IS NULL, e.position, e.seq LIMIT 1"
_LAST = " ORDER BY e.position IS NULL DESC, e.position DESC, e.seq DESC LIMIT 1"
_OFFICER = "SELECT replace(json_extract(e.text, '$.author.officer'), '-', '') "
_AT = "coalesce(json_extract(e.text, '$.public.at'), json_extract(e.text, '$.desk_time'))"
_MOMENT = f"SELECT strftime('%s', {_AT}) * 1000 + CAST(substr({_AT}, 21, 3) AS INTEGER) "
_CLOSING = "'handed-over', 'withdrawn', 'stopped', 'declined', 'voided'"
_LOCAL_DAY = "(({} / 3600000 + 7) / 24)"
# The last act of a kind is the one in force; where it may not be, the dossier is folded anew
# once all tables are today's (db/migrate.py).
_FILL = f"""
UPDATE dossiers SET
    receiver = ({_OFFICER}{_OF_DOSSIER.format("'received', 'accepted'")}{_FIRST}),
    finisher = CASE WHEN finished_at IS NOT NULL THEN
        ({_OFFICER}{_OF_DOSSIER.format("'finished'")}{_LAST}) END,
    closed_at = CASE WHEN lifecycle <> 'open' THEN
        ({_MOMENT}{_OF_DOSSIER.format(_CLOSING)}{_LAST}) END,
    pause_kind = CASE WHEN clock = 'paused' THEN
        coalesce((SELECT kind FROM pauses WHERE dossier_row = row AND until IS NULL
            ORDER BY ordinal LIMIT 1), '') ELSE '' END
"""  # noqa: S608 (constants)
_JUDGE = f"""
UPDATE dossiers SET
    ended_at = CASE WHEN status IN (9, 10) THEN finished_at ELSE closed_at END,
    ended = CASE
        WHEN status = 3 THEN 'declined' WHEN status = 7 THEN 'withdrawn'
        WHEN status = 8 THEN 'stopped' WHEN due_at IS NULL THEN 'on_time'
        WHEN {_LOCAL_DAY.format("finished_at")} < {_LOCAL_DAY.format("due_at")} THEN 'early'
        WHEN finished_at <= due_at THEN 'on_time' ELSE 'late' END
WHERE lifecycle <> 'void' AND CASE
    WHEN status IN (9, 10) THEN finished_at ELSE closed_at END IS NOT NULL
    AND status IN (3, 7, 8, 9, 10)
"""  # noqa: S608 (constants)
_COUNTED = " FROM dossiers WHERE lifecycle <> 'void'{} GROUP BY 2"
_FACETS = (
    f"SELECT 'received', unit_code || '/' || {_LOCAL_DAY.format('received_at')} || '/' || channel"
    " || '/' || procedure_code || '/' || field, count(*)" + _COUNTED.format(""),
    f"SELECT 'ended', unit_code || '/' || {_LOCAL_DAY.format('ended_at')} || '/' || ended"
    " || '/' || procedure_code || '/' || field, count(*)" + _COUNTED.format(" AND ended <> ''"),
    f"SELECT 'ended-by', unit_code || '/' || {_LOCAL_DAY.format('ended_at')} || '/' || ended"
    " || '/' || finisher, count(*)"
    + _COUNTED.format(" AND ended IN ('early', 'on_time', 'late') AND finisher IS NOT NULL"),
)


def upgrade() -> None:
    """Bring a database to this revision."""
    for column in (
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("ended", sa.String(length=10), nullable=False, server_default=""),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("pause_kind", sa.String(length=20), nullable=False, server_default=""),
        sa.Column("receiver", sa.Uuid(), nullable=True),
        sa.Column("finisher", sa.Uuid(), nullable=True),
    ):
        op.add_column("dossiers", column)
    op.drop_index("ix_dossiers_queue", table_name="dossiers")
    if op.get_bind().dialect.name == "sqlite":
        _project_anew()
    is_open = sa.text("lifecycle = 'open'")
    op.create_index("ix_dossiers_queue", "dossiers", list(_QUEUE), sqlite_where=is_open)
    has_ended = sa.text("ended_at IS NOT NULL")
    op.create_index("ix_dossiers_ended", "dossiers", list(_ENDED), sqlite_where=has_ended)
    op.create_table(
        "reports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("query_version", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.String(length=10), nullable=False),
        sa.Column("last_day", sa.String(length=10), nullable=False),
        sa.Column("parts", sa.String(length=20), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
    )


def _project_anew() -> None:
    """What the new columns and counters say of the rows there are."""
    op.execute(_FILL)
    op.execute(_JUDGE)
    op.execute("DELETE FROM counters WHERE facet IN ('received-day', 'procedure-status')")
    for facet in _FACETS:
        op.execute("INSERT INTO counters (facet, key, count) " + facet)
