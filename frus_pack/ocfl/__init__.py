"""OCFL 1.1 (Oxford Common File Layout): storage roots, objects and their versions.

It stores files under their names, and gives them back. Of bags it knows only how to read one.
"""
