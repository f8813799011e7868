"""Support contracts as code: check them, decide tickets with them, publish them."""
