"""The four formats page images come in, read down to their last byte without decoding a pixel."""
