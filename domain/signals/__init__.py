"""One signal per file; they do not know each other."""
