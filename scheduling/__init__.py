"""Time in: the engine and its ticks."""
