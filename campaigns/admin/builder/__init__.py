"""The campaign builder: one page in steps, each saved by itself."""
