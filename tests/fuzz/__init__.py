"""Coverage-guided fuzzing of everything that reads bytes of others.

    python -m tests.fuzz zip --seconds 600

Each harness is a function of bytes that raises where a promise is broken. `seeds` makes what it
begins with.
"""
