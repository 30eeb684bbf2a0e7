"""Everything about setting Marquee up, running it and putting it on machines."""
