"""The pages of the contracts: editions, what each changed, their worked examples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from validator.render.calculator import calculator
from validator.render.calendar import schedules_of
from validator.render.changes.changelog import note
from validator.render.examples import diagnostics
from validator.render.findings import concise, resolve
from validator.render.pages import (
    Around,
    Margin,
    beside,
    contracts_page,
    edition_page,
    examples_index,
    examples_page,
    topic_title,
    topics,
)
from validator.site.page import Download, Page
from validator.workspace.differences import history, zones
from validator.workspace.examples import load_examples
from validator.workspace.git import recorded
from validator.workspace.policies import Policies, load
from validator.workspace.publishing import calendar, edition_pdf, redline
from validator.workspace.trials import try_examples
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from validator.changes.compare import Comparison
    from validator.evaluate.trial import Trial
    from validator.model.edition import Edition
    from validator.model.policy import Policy

CONTRACTS = "Contracts"
EXAMPLES = "Worked examples"


def contract_pages(policies_folder: Path) -> Iterator[Page | Download]:
    """Yield the pages of every policy; one that does not load, or an example that does not hold, is trouble."""
    policies = load(policies_folder)
    if policies.diagnostics or not policies.policies:
        raise Trouble(_findings(policies))
    trials = _trials(policies)
    yield Page("contracts/index.md", contracts_page(policies.policies), (CONTRACTS, "All contracts"))
    for policy in policies.policies:
        changed = history(policies, policy)
        for name in schedules_of(policy):
            yield Download(f"contracts/{policy.id}/{name}.ics", calendar(policy, name))
        for edition in reversed(tuple(policy.editions.values())):
            own = [each for each in trials if _edition_of(each) == (policy.id, edition.id)]
            folder = policies.root / policy.id / "editions" / edition.id
            who_changed = [(each.day, each.who, each.what, each.name) for each in recorded(folder)]
            yield from _edition_pages(policy, edition, own, changed.get(edition.id), who_changed)
            yield from _downloads(policies, policy, edition)


def _edition_pages(
    policy: Policy,
    edition: Edition,
    trials: Sequence[Trial],
    changed: Comparison | None,
    who_changed: Sequence[tuple[str, str, str, str]],
) -> Iterator[Page | Download]:
    path = f"contracts/{policy.id}/{edition.id}"
    trail = (CONTRACTS, policy.title, f"Edition {edition.id}")
    examples = f"{edition.id}-examples/index.html"
    links = []
    if changed and changed.old:
        links.append(
            (f"{edition.id}-changes.html", f"What changes with this edition, compared with {changed.old.id}")
        )
    if trials:
        links.append((examples, f"{len(trials)} worked examples, decided under this edition"))
    links += _download_links(edition)
    by_topic = topics(trials)
    told = [
        each for topic, own in by_topic.items() for each in beside(own, f"{edition.id}-examples/{topic}.html")
    ]
    margin = Margin(told, changed.changes if changed else ())
    known = zones([policy])
    widget = calculator(policy, edition, known)
    contract = edition_page(policy, edition, Around(links, examples, margin, widget, who_changed))
    yield Page(f"{path}.md", contract, (*trail, "The contract"))
    if changed:
        said = note(changed, policy, known, heading="# ")
        yield Page(f"{path}-changes.md", said, (*trail, "What changes with it"))
    if trials:
        index = examples_index(policy, edition, trials)
        yield Page(f"{path}-examples/index.md", index, (*trail, EXAMPLES, "All examples"))
    for topic, own in by_topic.items():
        page = examples_page(policy, edition, topic, own)
        yield Page(f"{path}-examples/{topic}.md", page, (*trail, EXAMPLES, topic_title(topic)))


def _downloads(policies: Policies, policy: Policy, edition: Edition) -> Iterator[Download]:
    path = f"contracts/{policy.id}/{edition.id}"
    yield Download(f"{path}.pdf", edition_pdf(policies, policy, edition))
    if edition.supersedes:
        yield Download(f"{path}-redline.docx", redline(policy, policy.editions[edition.supersedes], edition))


def _download_links(edition: Edition) -> Iterator[tuple[str, str]]:
    yield f"{edition.id}.pdf", "The contract as PDF"
    if edition.supersedes:
        yield f"{edition.id}-redline.docx", "Redline for Word"
    for schedule in edition.schedules.values():
        yield f"{schedule.id}.ics", f"Calendar: {schedule.title}"


def _trials(policies: Policies) -> tuple[Trial, ...]:
    """Return all examples, decided; one that does not hold is trouble."""
    found = load_examples(policies)
    documents = {**policies.documents, **found.documents}
    trials = () if found.diagnostics else try_examples(found.examples, policies)
    wrong = [*found.diagnostics, *diagnostics(trials)]
    if wrong:
        raise Trouble(concise(resolve(wrong, documents, judged=False)))
    return trials


def _edition_of(trial: Trial) -> tuple[str, str]:
    return trial.example.policy, trial.example.edition


def _findings(policies: Policies) -> str:
    if not policies.diagnostics:
        return "no policies found"
    return concise(resolve(policies.diagnostics, policies.documents))
