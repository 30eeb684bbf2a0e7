"""One sub-command of `python -m inference` a module; `__main__` lists them."""
