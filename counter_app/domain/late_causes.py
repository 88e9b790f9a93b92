"""Why a dossier is late, in codes that can be counted: data for extensions and apologies."""

from enum import StrEnum


class LateCause(StrEnum):
    """What a new promise is made for; the words for each are the window's and the form's."""

    STAFF = "staff"  # too few people
    VOLUME = "volume"  # more dossiers than usual
    COORDINATION = "coordination"  # another agency's opinion is awaited
    VERIFICATION = "verification"  # more had to be verified than expected
    COMPLEXITY = "complexity"  # the case is a difficult one
    SYSTEM = "system"  # software or network failed
    CALENDAR = "calendar"  # a closure that was not planned
    OTHER = "other"
