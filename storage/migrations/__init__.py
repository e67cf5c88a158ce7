"""The numbered steps from one database layout to the next. Applied at every start."""
