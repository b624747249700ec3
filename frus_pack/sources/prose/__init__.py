"""What the printed sentences of a document say: datelines, kinds, source notes."""
