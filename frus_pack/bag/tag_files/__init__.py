"""Tag files of a bag: paths, text, manifests, bag-info."""
