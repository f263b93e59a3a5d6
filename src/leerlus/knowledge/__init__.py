"""What is known: answers, tools, the timeline, websites and pages."""
