"""Start and wiring: commands, settings, the clock, the log."""

import gc

# Python looks for what refers to itself after every 700 new objects, and goes through all that was
# imported now and then: a twelfth of the processor's time. Almost nothing of ours does so.
gc.set_threshold(20_000, 20, 50)
