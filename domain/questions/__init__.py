"""One question type per file; they do not know each other."""
