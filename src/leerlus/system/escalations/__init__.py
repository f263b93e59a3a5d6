"""An escalation (signaal) is a bottleneck that practice cannot solve, offered to the system level."""
