"""A bottleneck (knelpunt) is a bundle of issues that are about the same thing, with an owner."""
