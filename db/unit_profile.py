"""Which profile is the unit's: one statement, for the store and for the first look at it."""

from typing import Final

# The unit's own profile is its latest. While there is none, a profile from the time its desks
# stood alone is in force: that of the unit the centre heard of first, so that every desk has
# the same one whoever joined later.
IN_FORCE: Final = (
    "SELECT p.version, p.payload FROM unit_profiles p JOIN (SELECT unit,"
    " min(coalesce(position, 9223372036854775807)) AS place, min(seq) AS seq"
    " FROM unit_profiles GROUP BY unit) f ON f.unit = p.unit"
    " ORDER BY p.unit = ? DESC, f.place, f.seq, p.position IS NULL DESC, p.position DESC,"
    " p.seq DESC LIMIT 1"
)
