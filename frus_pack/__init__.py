"""Offline archival packaging of Foreign Relations of the United States documents."""
