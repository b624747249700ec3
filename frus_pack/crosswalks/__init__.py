"""What a package says of its document, in the forms that repositories know: a file a standard.

Each crosswalk is a pure function of a `record.Record` to bytes, and reads as a table: our field,
their element. `forms` names them all.
"""
