"""Use cases, one module each, named by the officer's step."""
