"""How the command ends when not all is well; 0 and 2 are the option parser's."""

FAILED = 1
INTERRUPTED = 130
