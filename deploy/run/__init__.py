"""Sets Marquee up on a bare machine and runs it; the Makefile's targets come here.

Standard library only: this code runs before the virtual environment exists. Each step remembers
the content it was done for (`stamps`), so a second run does nothing that is already true.
"""
