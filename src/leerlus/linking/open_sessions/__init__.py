"""An open session is intervisie that its facilitator opened to the members of one community."""
