"""Measurements, run by hand; each runs both sides in one run and reports ratios."""
