"""Keeping packages after the deposit: fixity over years, repair, corrections."""
