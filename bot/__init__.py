"""Start and wiring: commands, settings, the clock, the log."""
