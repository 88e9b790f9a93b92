"""The central side: a PostgreSQL database, its functions, its roles, and how a desk calls it."""
