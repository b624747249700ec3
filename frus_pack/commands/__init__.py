"""What `frus-pack` can be asked to do, a file a command: options in, public functions called."""
