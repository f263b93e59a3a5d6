"""An outcome (opbrengst) is what solves or eases a bottleneck, and the check whether it did."""
