"""The layout of a package on a bag."""
