"""A year in a minute: the production engine on a virtual clock, with people who play along."""
