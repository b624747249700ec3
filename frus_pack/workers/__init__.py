"""Share work among workers of any kind. The work itself is for the caller to know."""
