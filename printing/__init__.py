"""Data in, bytes out: printed forms as PDF."""
