"""Counter software for one-stop shops: the core, and starting it."""
