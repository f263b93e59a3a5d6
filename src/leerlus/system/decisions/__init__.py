"""A decision (besluit) is what the system level does with an escalation, typed and with a reason."""
