"""TEI elements of a document, read and written."""
