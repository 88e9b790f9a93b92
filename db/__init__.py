"""The only SQL: one schema, the event store, projections and questions."""
