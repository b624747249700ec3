"""OCFL 1.1 (Oxford Common File Layout): storage roots, objects and their versions.

It stores files under their names and gives them back; what a bag is, it knows only by reading one.
"""
