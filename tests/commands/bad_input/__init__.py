"""The wrong inputs of an archivist's day, and what the command says of each."""
