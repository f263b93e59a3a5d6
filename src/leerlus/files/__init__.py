"""Files that people attach: kept outside the website under a name that says nothing, and given out by who may read."""
