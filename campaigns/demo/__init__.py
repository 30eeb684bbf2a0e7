"""The demo: a fictional brand with finished campaigns, put together as an operator would."""
