"""Files as this project reads, writes and publishes them."""
