"""Every finding code with its severity, its clause and its rule."""
