"""Reading texts, read and written."""
