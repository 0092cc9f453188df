"""Words out."""
