"""Trains a network that paints: photos → our own painter's paintings → a network that imitates it.

A painter is code: it lays strokes or stones one by one, which takes seconds and cannot be hurried.
The network learns to lay them all at once, in a tenth of a second, with any brush, everywhere.
"""
