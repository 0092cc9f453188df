"""Pages in: staff pages, health."""
