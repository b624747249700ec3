"""What a volume holds, reported before it is packed."""
