"""From a rough mask to a soft one with clean colours; no networks, only the picture's own."""
