"""Work shared among workers of any kind: knows nothing of what the work is."""
