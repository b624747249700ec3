"""Page images: the folders they are found in, and what is in them."""
