"""Drawing docs/workflows.md: every step of the loop as a picture and as a table, from the state tables themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leerlus.audit.steps import BEFORE, SAME, Mode, Turn
from leerlus.config.documents.promises import read_promises
from leerlus.config.documents.words import AUDIENCES, CLOCK_NAME, MODES, TURNS, name_fields, name_roles
from leerlus.knowledge.answers.workflow import EXPECTED as EXPECTED_OF_REVIEW
from leerlus.knowledge.answers.workflow import WORKFLOW as REVIEW
from leerlus.linking.bottlenecks.workflow import EXPECTED as EXPECTED_OF_BOTTLENECK
from leerlus.linking.bottlenecks.workflow import ISSUE_STEPS
from leerlus.linking.bottlenecks.workflow import WORKFLOW as BOTTLENECK
from leerlus.linking.recalls.workflow import ANSWER_PUBLISHED, ANSWER_RECALLED
from leerlus.people.actors import CLOCK_ROLE
from leerlus.practice.issues.workflow import EFFECT_CHECK
from leerlus.practice.issues.workflow import EXPECTED as EXPECTED_OF_ISSUE
from leerlus.practice.issues.workflow import WORKFLOW as ISSUE
from leerlus.system.escalations.workflow import WORKFLOW as ESCALATION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from leerlus.audit.steps import Step, Workflow
    from leerlus.config.documents.promises import Promise

BY_ITSELF = frozenset({CLOCK_ROLE})

TOP = """\
# De stappen van de lus

<!-- Dit document is getekend uit de code. Verander de tabel in de code en doe daarna: make docs -->

Een kwestie, een knelpunt, een signaal en een beoordeling zetten alleen stappen die in een tabel in de code staan. Dit
document is uit die tabellen getekend met `leerlus docs`. Uit dezelfde tabellen komen de standen in de database, de
knoppen op de pagina, de eerste poort van de rechten en de termijnen. Hoe u een stap toevoegt, staat in
[Een nieuwe stap](how-to/nieuwe-stap.md); wat de termijnen betekenen in [De beloften](reference/promises.md).

## Hoe u de tabellen leest

- **Wie** zijn de rollen die de stap mogen zetten. De rechten beperken dat verder: tot de eigen regio, het eigen thema,
  de eigen kwestie of het eigen knelpunt. “{clock}” is de worker, die doet wat een datum vraagt.
- **In te vullen** is wat er bij de stap moet staan.
- **Wie hoort het** zijn de mensen die een bericht krijgen, met de soort terugkoppeling (A tot en met E). Partijen zijn
  de indiener en ieder die de kwestie herkent.
- **Daarna aan zet** is wie er iets moet doen, en binnen hoeveel dagen. Staat er geen aantal dagen bij, dan blijft de
  datum die er al was, of geeft de stap zelf een datum: de einddatum van een afspraak, de dag van de effectcheck, of de
  datum van het knelpunt waar de kwestie in zit.
- De naam in `code` is hoe de stap of de stand in de code heet.

De vijf soorten terugkoppeling (Benn e.a. 2009, BMJ Quality & Safety 18:11) en de stappen die ze gebruiken:"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One table of steps, with what the document says around it.

    effect_title  head of the column that says what a step sets going        effect  what stands in it, per step
    expected      what the next party is expected to do, per state           after   what stands below the table
    turns         who acts next, where that is somebody else than in the loop
    """

    title: str
    workflow: Workflow
    text: str
    effect_title: str
    effect: Callable[[Step], str]
    expected: Mapping[str, str] = field(default_factory=dict)
    after: str = ""
    turns: Mapping[Turn, str] = field(default_factory=dict)


def hearers(step: Step) -> str:
    """Say who hears of a step, in which mode, and whether they are asked."""
    if step.mode is None:
        return AUDIENCES[step.tells]
    asks = "; met de vraag of het helpt" if step.asks else ""
    return f"{AUDIENCES[step.tells]} ({step.mode}{asks})"


def follow(step: Step) -> str:
    """Say what a step of a bottleneck does to its issues."""
    if step.name == EFFECT_CHECK.name:
        return f"blijven staan; {hearers(EFFECT_CHECK)}"
    if step.name not in ISSUE_STEPS:
        return "–"
    issue_step = ISSUE.step(ISSUE_STEPS[step.name])
    return f"`{issue_step.name}`: {hearers(issue_step)}"


def pull(step: Step) -> str:
    """Say what a step of an escalation does to its bottleneck: the step of the same name."""
    return f"`{step.name}`" if step.name in {each.name for each in BOTTLENECK.steps} else "–"


EFFECT_CHECK_TEXT = (
    "Naast de tabel staan twee berichten over antwoorden die geen kwestie van stand veranderen: dat er een antwoord is "
    "gepubliceerd dat uit de kwestie kwam, en dat zo’n antwoord verviel of inhoudelijk veranderde (`answer_published`, "
    f"`answer_recalled`). Ook één vraag verandert geen stand: “{EFFECT_CHECK.done}” "
    f"(`{EFFECT_CHECK.name}`). Zij hoort bij de effectcheck van een knelpunt en gaat naar {hearers(EFFECT_CHECK)}. "
    "Daarnaast krijgt een steekproef van anderen die vraag; zij horen niet bij de kwesties en krijgen dus geen andere "
    "berichten. Zie [De beloften](reference/promises.md). "
    f"De kwesties blijven staan op: {', '.join(ISSUE.states[state].lower() for state in EFFECT_CHECK.sources)}."
)

CHAPTERS = (
    Chapter(
        title="Kwestie",
        workflow=ISSUE,
        text="Iets uit de praktijk wat niet duidelijk is of niet werkt. Zit een kwestie in een knelpunt, dan gaat zij "
        "met het knelpunt mee.",
        effect_title="Wie hoort het",
        effect=hearers,
        expected=EXPECTED_OF_ISSUE,
        after=EFFECT_CHECK_TEXT,
    ),
    Chapter(
        title="Knelpunt",
        workflow=BOTTLENECK,
        text="Kwesties die over hetzelfde gaan, met een eigenaar bij de schakel. De berichten gaan met de stap van de "
        "kwesties mee, dus elke partij krijgt van elke stap één bericht.",
        effect_title="Zijn kwesties",
        effect=follow,
        expected=EXPECTED_OF_BOTTLENECK,
    ),
    Chapter(
        title="Signaal",
        workflow=ESCALATION,
        text="Een knelpunt dat is aangeboden aan het stelsel. Een signaal dat is aangenomen, eindigt alleen met een "
        "besluit. Elke stap zet ook een stap met het knelpunt, en daarmee met de kwesties.",
        effect_title="Het knelpunt",
        effect=pull,
    ),
    Chapter(
        title="Beoordeling",
        workflow=REVIEW,
        text="Eén tekst van een antwoord, die Divosa, VNG en SZW elk precies zo goedkeuren. Verandert de tekst, dan "
        "eindigt de beoordeling voorgoed, ook als de tekst daarna weer wordt zoals hij was.",
        effect_title="Wie hoort het",
        effect=hearers,
        expected=EXPECTED_OF_REVIEW,
        turns={Turn.ADVISER: "de beoordelaars", Turn.OWNER: "de redactie"},
    ),
)


def draw_workflows(chapters: Iterable[Chapter] = CHAPTERS) -> str:
    """Return the whole document."""
    promises = read_promises()
    blocks = [TOP.format(clock=CLOCK_NAME), _draw_modes()]
    for chapter in chapters:
        blocks += _draw_chapter(chapter, promises)
    blocks += _draw_going_along()
    return "\n\n".join(blocks) + "\n"


def _draw_modes() -> str:
    steps = [*ISSUE.steps, EFFECT_CHECK, ANSWER_PUBLISHED, ANSWER_RECALLED]
    rows = [(mode, MODES[mode], _list(s for s in steps if s.mode is mode) or "nog geen stap") for mode in Mode]
    return _table(("Soort", "Waarvoor", "Stappen van de kwestie"), rows)


def _list(steps: Iterable[Step]) -> str:
    return ", ".join(step.label for step in steps)


def _draw_chapter(chapter: Chapter, promises: Mapping[str, Promise]) -> list[str]:
    workflow = chapter.workflow
    states = [
        (label, f"`{state}`", chapter.expected.get(state) or ("einde" if state in workflow.final else "–"))
        for state, label in workflow.states.items()
    ]
    steps = [
        (
            f"{step.label}<br>`{step.name}`",
            _moves(step, workflow),
            name_roles(step.who),
            name_fields(step.needs),
            chapter.effect(step),
            _next(step, promises, chapter.turns),
        )
        for step in workflow.steps
    ]
    heads = ("Stap", "Van → naar", "Wie", "In te vullen", chapter.effect_title, "Daarna aan zet")
    return [
        f"## {chapter.title}",
        chapter.text,
        *_picture(chapter),
        f"### De standen van een {chapter.title.lower()}",
        _table(("Stand", "In code", "Wat er nu wordt verwacht"), states),
        f"### De stappen van een {chapter.title.lower()}",
        _table(heads, steps),
        *([chapter.after] if chapter.after else []),
    ]


def _moves(step: Step, workflow: Workflow) -> str:
    """Say from which states to which a step leads."""
    sources = ", ".join(workflow.states[state] for state in step.sources) or "(nieuw)"
    if step.target == SAME:
        return f"{sources} → dezelfde stand"
    if step.target == BEFORE:
        return f"{sources} → de stand van vóór de bundeling"
    return f"{sources} → {workflow.states[step.target]}"


def _next(step: Step, promises: Mapping[str, Promise], turns: Mapping[Turn, str]) -> str:
    """Say who acts next, and within how many days."""
    who = turns.get(step.turn, TURNS[step.turn])
    if step.turn is Turn.NOBODY or not step.promise:
        return who
    return f"{who}, binnen {promises[step.promise].days} dagen (`{step.promise}`)"


def _picture(chapter: Chapter) -> list[str]:
    """Return the picture: how one state leads to another. GitHub and most editors draw it; the table says more."""
    workflow = chapter.workflow
    edges: dict[tuple[str, str], list[str]] = {}
    for step in workflow.steps:
        label = f"{step.label} (vanzelf)" if step.who == BY_ITSELF else step.label
        for state in step.sources or ("[*]",):
            if step.target not in {SAME, BEFORE, state}:
                edges.setdefault((state, step.target), []).append(label)
    lines = [
        "stateDiagram-v2",
        f"    accTitle: De stappen van een {chapter.title.lower()}",
        "    accDescr: Elke pijl is een stap van de ene stand naar de andere. De tabel hieronder zegt hetzelfde.",
        *(f'    state "{label}" as {state}' for state, label in workflow.states.items()),
        *(f"    {source} --> {target} : {' / '.join(labels)}" for (source, target), labels in edges.items()),
        *(f"    {state} --> [*]" for state in workflow.states if state in workflow.final),
    ]
    left_out = _list(step for step in workflow.steps if step.target in {SAME, BEFORE})
    drawn = "\n".join(("```mermaid", *lines, "```"))
    return [drawn, f"Niet op het plaatje, wel in de tabel: {left_out}."] if left_out else [drawn]


def _draw_going_along() -> list[str]:
    """Return the table of what each step of a bottleneck does to its issues."""
    rows = []
    for name, issue_name in ISSUE_STEPS.items():
        issue_step = ISSUE.step(issue_name)
        rows.append(
            (
                f"{BOTTLENECK.step(name).label}<br>`{name}`",
                f"{issue_step.label}<br>`{issue_name}`",
                _moves(issue_step, ISSUE),
                hearers(issue_step),
            )
        )
    silent = _list(step for step in BOTTLENECK.steps if step.name not in {*ISSUE_STEPS, EFFECT_CHECK.name})
    return [
        "## Wat een stap van een knelpunt met zijn kwesties doet",
        "Een kwestie gaat mee als zij in het knelpunt zit en op een van de genoemde standen staat.",
        _table(("Stap van het knelpunt", "Stap van zijn kwesties", "Van → naar", "Wie hoort het"), rows),
        f"Deze stappen doen niets met de kwesties: {silent}.",
    ]


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines)
