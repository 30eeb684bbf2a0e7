"""The rules of games that plays are made of: pure, and known to no network."""
