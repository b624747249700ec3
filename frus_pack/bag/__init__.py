"""BagIt (RFC 8493): bags written and read, and nothing of FRUS."""
