"""Read models turned into tables and files."""
