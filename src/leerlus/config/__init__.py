"""What knows everything: settings, addresses, panels, jobs and the demo."""
