"""Importing lists of issues that regions already keep: all rows or none, and each row once, however often it comes."""

from leerlus.practice.issues.actions.importing.columns import NAMES
from leerlus.practice.issues.actions.importing.planning import Wish, plan_import
from leerlus.practice.issues.actions.importing.plans import Plan
from leerlus.practice.issues.actions.importing.reporting import describe
from leerlus.practice.issues.actions.importing.rows import Complaint, Entry
from leerlus.practice.issues.actions.importing.template import make_template
from leerlus.practice.issues.actions.importing.writing import import_issues

__all__ = ["NAMES", "Complaint", "Entry", "Plan", "Wish", "describe", "import_issues", "make_template", "plan_import"]
