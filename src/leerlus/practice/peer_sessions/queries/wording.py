"""The words of the room: what is written in a step, and what the box is called in which one writes it."""

from __future__ import annotations

from leerlus.practice.peer_sessions.workflow import Kind

KIND_LABELS: dict[str, str] = {
    Kind.FOLLOW_UP: "Wat er is geprobeerd",
    Kind.PITCH: "Casussen",
    Kind.NOTE: "Notities",
    Kind.QUESTION: "Vragen",
    Kind.ASSOCIATION: "Wat er in mensen opkwam",
    Kind.ANALYSIS: "Analyse",
    Kind.CORE: "De kern",
    Kind.ADVICE: "Adviezen",
    Kind.PLAN: "Wat de casusinbrenger gaat doen",
    Kind.INSIGHT: "Inzichten",
}

BOX_LABELS: dict[str, str] = {
    Kind.FOLLOW_UP: "Wat hebt u geprobeerd, en wat leverde het op?",
    Kind.PITCH: "Uw casus en uw vraag, in een paar zinnen",
    Kind.NOTE: "Uw notitie",
    Kind.QUESTION: "Uw vraag",
    Kind.ASSOCIATION: "Wat komt er in u op?",
    Kind.ANALYSIS: "Wat speelt hier volgens u?",
    Kind.CORE: "Wat is de kern, in één zin?",
    Kind.ADVICE: "Uw advies",
    Kind.PLAN: "Wat gaat u doen, en wanneer?",
    Kind.INSIGHT: "Wat neemt u zelf mee?",
}

SOMEBODY_GONE = "iemand die weg is"
