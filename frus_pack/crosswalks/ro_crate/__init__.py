"""RO-Crate 1.1."""
