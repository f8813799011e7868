"""The site build's way in: every policy of the workspace becomes pages of the site.

mkdocs calls these functions by name; https://www.mkdocs.org/user-guide/configuration/#hooks
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from validator.render.changes.changelog import note
from validator.render.examples import diagnostics
from validator.render.findings import concise, resolve
from validator.render.pages import contracts_page, edition_page, examples_index, examples_page, topics
from validator.workspace.differences import history, zones
from validator.workspace.examples import load_examples, try_examples
from validator.workspace.policies import Policies, load

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from validator.evaluate.trial import Trial


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages; a policy that does not load stops the build with its findings."""
    policies = load(Path(config.config_file_path).parent / "policies")
    if policies.diagnostics or not policies.policies:
        raise PluginError(_findings(policies))
    trials = _trials(policies)
    _add(files, config, "contracts/index.md", contracts_page(policies.policies))
    for policy in policies.policies:
        changed = history(policies, policy)
        for edition in policy.editions.values():
            own = [each for each in trials if _edition_of(each) == (policy.id, edition.id)]
            page = edition_page(policy, edition, len(own), changed=edition.id in changed)
            _add(files, config, f"contracts/{policy.id}/{edition.id}.md", page)
            if edition.id in changed:
                told = note(changed[edition.id], policy, zones([policy]), heading="# ")
                _add(files, config, f"contracts/{policy.id}/{edition.id}-changes.md", told)
            if own:
                folder = f"contracts/{policy.id}/{edition.id}-examples"
                _add(files, config, f"{folder}/index.md", examples_index(policy, edition, own))
                for topic, trials_of_topic in topics(own).items():
                    page = examples_page(policy, edition, topic, trials_of_topic)
                    _add(files, config, f"{folder}/{topic}.md", page)
    return files


def _trials(policies: Policies) -> tuple[Trial, ...]:
    """Return all examples, decided; one that does not hold stops the build."""
    found = load_examples(policies)
    documents = {**policies.documents, **found.documents}
    trials = () if found.diagnostics else try_examples(found.examples, policies)
    wrong = [*found.diagnostics, *diagnostics(trials)]
    if wrong:
        raise PluginError(concise(resolve(wrong, documents, judged=False)))
    return trials


def _edition_of(trial: Trial) -> tuple[str, str]:
    return trial.example.policy, trial.example.edition


def _findings(policies: Policies) -> str:
    if not policies.diagnostics:
        return "no policies found"
    return concise(resolve(policies.diagnostics, policies.documents))


def _add(files: Files, config: MkDocsConfig, path: str, text: str) -> None:
    files.append(File.generated(config, path, content=text))
