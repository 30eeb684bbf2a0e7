"""How good the answers are, on photos whose answers are known. One question a module."""
