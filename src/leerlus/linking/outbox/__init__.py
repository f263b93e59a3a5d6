"""The outbox hands each mail to the mail server at most once, and keeps in sight what did not arrive."""
