"""One network each: prepare, run, decode."""
