"""How the networks of our own come to be; nothing here is needed to use them."""
