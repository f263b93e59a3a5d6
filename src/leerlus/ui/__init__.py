"""The look of Leerlus: base templates and components on NL Design System, without knowledge of the loop's data."""
