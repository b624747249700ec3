"""What a volume holds, told before it is packed."""
