"""The text of a document as HTML."""
