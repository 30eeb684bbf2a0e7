"""`make bench`: what is fast and what is not, as ratios taken side by side in one run."""
