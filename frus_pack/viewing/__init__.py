"""Pages to look at: packages as a folder of static HTML that opens from the disk."""
