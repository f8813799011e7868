"""`slawyer recipes`: what there is, and one to adapt."""

from __future__ import annotations

from tests.cli.command import inside
from validator.workspace.recipes import names, recipe


def test_every_recipe_is_listed_with_what_it_reads() -> None:
    done = inside("recipes")
    assert done.returncode == 0
    for name in names():
        assert f"{name:10}  {recipe(name).head.title}\n" in done.stdout


def test_a_recipe_is_printed_as_it_is() -> None:
    done = inside("recipes", "jira")
    assert (done.returncode, done.stdout) == (0, recipe("jira").query)


def test_of_a_name_that_is_none_it_is_said_what_was_meant() -> None:
    done = inside("recipes", "sendesk")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Did you mean zendesk?" in done.stderr
