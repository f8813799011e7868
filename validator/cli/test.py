"""`slawyer test`: try the worked examples."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from validator.cli import colours
from validator.cli.exit_codes import CLEAN, FINDINGS, NOTHING
from validator.cli.formats import READ_BY_PEOPLE, format_options, rendered, style, targets, write
from validator.cli.options import policies_folder_of, policies_option
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from validator.document import Document, Source
    from validator.evaluate.coverage import Coverage
    from validator.evaluate.trial import Trial
    from validator.model.example import Example
    from validator.workspace.examples import Examples
    from validator.workspace.policies import Policies

EPILOG = """\b
Examples:
  slawyer test
  slawyer test policies/zitadel/editions/2024-01-10/examples/easter.yaml
  slawyer test --coverage --min-coverage 90
  slawyer test --format junit --coverage-html coverage.html

Exit codes: 0 all hold, 1 an example fails or the coverage is too low, 2 could not be carried out, 3 there was no
example.
"""

EXAMPLES: Final = "examples"


@click.command("test", epilog=EPILOG)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@policies_option
@format_options()
@click.option(
    "--language", type=click.Choice(["en", "de"]), default="en", show_default=True, help="Of explanations."
)
@click.option(
    "--update", is_flag=True, help="Rewrite the values that failed as they come out, and show them."
)
@click.option("--coverage", "wanted", is_flag=True, help="Show what no example exercises, by clause.")
@click.option(
    "--min-coverage", type=click.FloatRange(0, 100), metavar="N", help="Fail below N per cent of any edition."
)
@click.option(
    "--coverage-html",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="On the policy's text.",
)
@click.option("--allow-empty", is_flag=True, help="Exit with 0 even if there is no example.")
def command(  # noqa: PLR0913 -- the options of the command
    *,
    paths: tuple[Path, ...],
    policies_folder: Path | None,
    kind: str,
    outputs: tuple[str, ...],
    language: str,
    update: bool,
    wanted: bool,
    min_coverage: float | None,
    coverage_html: Path | None,
    allow_empty: bool,
) -> int:
    """Decide every worked example and compare; each that fails is shown with what was decided, and why.

    PATH is a folder of policies, a policy, an edition, or a file of examples. Without PATH, all examples are tried.
    """
    from validator.workspace.trials import try_examples  # noqa: PLC0415 -- after --help

    files = targets(outputs)
    roots = paths or (policies_folder_of(policies_folder),)
    policies = _selected(roots)
    found = _loaded(policies)
    if found is None:
        return FINDINGS
    chosen = _within(found.examples, roots, policies)
    if not chosen:
        click.echo("slawyer: there is no example; editions/*/examples/*.yaml hold them", err=True)
        return CLEAN if allow_empty else NOTHING
    documents = {**policies.documents, **found.documents}
    trials = try_examples(chosen, policies)
    click.echo(_rendered(trials, documents, kind, language), nl=False)
    write({file: _rendered(trials, documents, other, language, styled=False) for other, file in files})
    aside = kind not in READ_BY_PEOPLE  # a program reads the standard output: it holds one format only
    if update:
        _update(trials, documents, err=aside)
    low = _covered(
        trials, policies, documents, wanted=wanted, least=min_coverage, html=coverage_html, err=aside
    )
    return FINDINGS if low or any(not trial.holds for trial in trials) else CLEAN


def _selected(paths: Sequence[Path]) -> Policies:
    from validator.workspace.selection import selected  # noqa: PLC0415 -- after --help

    found = selected(paths)
    if len(found) > 1:
        raise Trouble(
            "these paths lie in different folders of policies", "Try those of one folder at a time."
        )
    return found[0]


def _loaded(policies: Policies) -> Examples | None:
    """Return the examples; None where mistakes in policies or examples were shown instead."""
    from validator.cli.check import show_errors  # noqa: PLC0415 -- after --help
    from validator.render.findings import resolve, text  # noqa: PLC0415 -- after --help
    from validator.workspace.examples import load_examples  # noqa: PLC0415 -- after --help

    if show_errors(policies):
        return None
    found = load_examples(policies)
    if found.diagnostics:
        report = resolve(found.diagnostics, {**policies.documents, **found.documents}, "Examples")
        click.echo(text(report), nl=False, err=True)
        return None
    return found


def _within(examples: Sequence[Example], paths: Sequence[Path], policies: Policies) -> tuple[Example, ...]:
    """Return the examples at or below some paths; what is no folder of examples stands for its whole policy."""
    root = policies.root.resolve()
    inside = [path.resolve() for path in paths]
    wanted = [path for path in inside if root in path.parents and EXAMPLES in path.relative_to(root).parts]
    if len(wanted) < len(inside):
        return tuple(examples)
    return tuple(
        each for each in examples if any((root / each.at.file).is_relative_to(path) for path in wanted)
    )


def _rendered(
    trials: Sequence[Trial],
    documents: Mapping[str, Document | Source],
    kind: str,
    language: str,
    *,
    styled: bool = True,
) -> str:
    from validator.render.examples import closing, diagnostics, junit, text  # noqa: PLC0415 -- after --help
    from validator.render.findings import resolve  # noqa: PLC0415 -- after --help
    from validator.render.table import plain  # noqa: PLC0415 -- after --help
    from validator.render.wording import LANGUAGES  # noqa: PLC0415 -- after --help

    if kind == "junit":
        return junit(trials, documents)
    if kind == "text":
        return text(trials, documents, LANGUAGES[language], style if styled and colours.wanted() else plain)
    return rendered(resolve(diagnostics(trials), documents, closing(trials).rstrip("."), judged=False), kind)


def _update(trials: Sequence[Trial], documents: Mapping[str, Document | Source], *, err: bool) -> None:
    from validator.workspace.updating import updates, write  # noqa: PLC0415 -- rarely needed

    for each in updates(trials, documents):
        write(each)
        click.echo(each.diff(), nl=False, err=err)


def _covered(  # noqa: PLR0913 -- options of the command
    trials: Sequence[Trial],
    policies: Policies,
    documents: Mapping[str, Document | Source],
    *,
    wanted: bool,
    least: float | None,
    html: Path | None,
    err: bool,
) -> bool:
    """Show what no example exercises; tell whether it is more than is allowed."""
    from validator.evaluate.coverage import coverage  # noqa: PLC0415 -- after --help
    from validator.render.coverage import text  # noqa: PLC0415 -- after --help
    from validator.render.places import places_of  # noqa: PLC0415 -- after --help

    if not (wanted or html or least is not None):
        return False
    low = False
    for policy in policies.policies:
        for edition in policy.editions.values():
            own = [
                trial
                for trial in trials
                if (trial.example.policy, trial.example.edition) == (policy.id, edition.id)
            ]
            if not own:
                continue
            covered = coverage(edition, [account for trial in own for account in trial.accounts])
            subject = f"{policy.id} {edition.id}"
            if wanted:
                shown = "\n" + text(covered, subject, documents, places_of(documents))
                click.echo(shown, nl=False, err=err)
            if html:
                _page(html, covered, subject, documents)
            if least is not None and covered.percent < least:
                said = f"slawyer: {subject} is exercised to {covered.percent:.1f} %, less than {least:g} %"
                click.echo(said, err=True)
                low = True
    return low


def _page(file: Path, covered: Coverage, subject: str, documents: Mapping[str, Document | Source]) -> None:
    from validator.render.coverage.page import page  # noqa: PLC0415 -- heavy

    write({file: page(covered, subject, documents)})
