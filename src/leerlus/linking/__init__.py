"""Linking: the level that bundles what practice meets and brings the outcome back."""
