"""The only Qt: windows, pages and widgets."""
