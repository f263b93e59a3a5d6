"""Pages of escalations: the inbox and the dossier, offering one, and the steps before a decision."""

from leerlus.system.escalations.views.offering import offer
from leerlus.system.escalations.views.reading import dossier, inbox
from leerlus.system.escalations.views.stepping import accept, postpone, send_back, take_back

__all__ = ["accept", "dossier", "inbox", "offer", "postpone", "send_back", "take_back"]
