"""RO-Crate 1.2."""
