"""The keys of the texts, area by area; each area has a catalogue of its own name."""
