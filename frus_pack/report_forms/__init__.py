"""Reports as text, JSON and JUnit XML."""
