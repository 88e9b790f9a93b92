"""The central database: PostgreSQL, one for any number of desks."""
