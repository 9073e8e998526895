"""The command `cchc-index`: one file a command, found by walking the folder `commands`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from cchc_index.cli.words import Group, asked_language, usage_problem
from cchc_index.problems import CchcError

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, WITH_PROBLEMS, NOTHING_DONE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command and ends with its exit status."""
    sys.exit(run(list(sys.argv[1:] if arguments is None else arguments)))


def run(arguments: Sequence[str]) -> int:  # noqa: PLR0911 - one for each way in which a call may end
    """The exit status of a call: 0 done, 1 done with errors in the data, 2 nothing done."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    lang = asked_language(arguments)
    try:
        status = Group(lang).main(list(arguments), prog_name="cchc-index", standalone_mode=False)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return NOTHING_DONE
    except click.ClickException as error:
        click.echo(usage_problem(error, lang), err=True)
        return NOTHING_DONE
    except CchcError as error:
        for problem in error.problems:
            said = problem.to(lang)
            click.echo(f"{said} {said.hint}".rstrip(), err=True)
        return NOTHING_DONE
    except (KeyboardInterrupt, click.Abort):
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    return status if isinstance(status, int) else DONE
