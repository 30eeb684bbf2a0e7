"""The operator's desk: Django's admin, one file for each thing the operator sees."""
