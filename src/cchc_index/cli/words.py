"""The command line in the language that is asked for: help, headings, and what a wrong call is told."""

from __future__ import annotations

import gc
import importlib
import pkgutil
from typing import TYPE_CHECKING, Any

import click

from cchc_index.cli import commands
from cchc_index.language import Lang, Text, pick
from cchc_index.problems import Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

_ABOUT = Text(
    "Chấm điểm chỉ số cải cách hành chính (CCHC) theo bộ tiêu chí viết bằng YAML: chính xác, có giải thích, truy được nguồn.",
    "Scores administrative reform (CCHC) by criteria written in YAML: exact, explained, traceable.",
)
_HELP = Text("Hiện hướng dẫn này.", "Show this page.")
_VERSION = Text("Hiện phiên bản.", "Show the version.")
LANG = Text("Ngôn ngữ: vi (mặc định) hoặc en.", "Language: vi (default) or en.")


def asked_language(arguments: Sequence[str]) -> Lang:
    """The language that a call asks for, before anything of it is understood."""
    for place, word in enumerate(arguments):
        value = word.partition("=")[2] if word.startswith("--lang=") else ""
        if word == "--lang" and place + 1 < len(arguments):
            value = arguments[place + 1]
        if value == "en":
            return "en"
    return "vi"


class Named(click.Argument):
    """An argument with a name and an explanation in both languages."""

    def __init__(self, name: str, shown: str, about: Text, *, several: bool = False) -> None:
        super().__init__(
            [name], metavar=f"{shown}..." if several else shown, nargs=-1 if several else 1, required=True
        )
        self.name_shown = shown
        self.about = about


class Needed(click.Option):
    """An option without which a command can do nothing."""

    def __init__(self, declarations: Sequence[str], **settings: Any) -> None:
        super().__init__(declarations, required=True, **settings)

    def get_help_extra(self, ctx: click.Context) -> Any:  # noqa: ARG002
        """Nothing in click's own words."""
        return {}


class Worded(click.Command):
    """A command whose help is in one language."""

    def __init__(
        self, name: str, lang: Lang, about: Text, params: Sequence[click.Parameter], **settings: Any
    ) -> None:
        self.lang = lang
        super().__init__(name, params=list(params), help=about.to(lang), **settings)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """How to call it."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=pick(self.lang, "Cách dùng: ", "Usage: "))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What it takes."""
        params = self.get_params(ctx)
        rows = [(param.name_shown, param.about.to(self.lang)) for param in params if isinstance(param, Named)]
        if rows:
            with formatter.section(pick(self.lang, "Tham số", "Arguments")):
                formatter.write_dl(rows)
        options = (param.get_help_record(ctx) for param in params if isinstance(param, click.Option))
        with formatter.section(pick(self.lang, "Tùy chọn", "Options")):
            formatter.write_dl([row for row in options if row is not None])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, said in the language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _HELP.to(self.lang)
        return option

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The parts of the call."""
        pieces = [piece for param in self.get_params(ctx) for piece in param.get_usage_pieces(ctx)]
        return [pick(self.lang, "[TÙY CHỌN]", "[OPTIONS]"), *pieces]


def language_option(lang: Lang) -> click.Option:
    """`--lang`, which every command has."""
    return click.Option(
        ["--lang"], type=click.Choice(["vi", "en"]), default="vi", help=LANG.to(lang), expose_value=False
    )


class Group(Worded, click.Group):
    """All commands, each loaded when it is called."""

    def __init__(self, lang: Lang) -> None:
        version = click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            help=_VERSION.to(lang),
            callback=_version,
        )
        super().__init__("cchc-index", lang, _ABOUT, [version, language_option(lang)], no_args_is_help=True)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The options, and a command with what it takes."""
        return [
            *super().collect_usage_pieces(ctx),
            pick(self.lang, "LỆNH [THAM SỐ]...", "COMMAND [ARGUMENTS]..."),
        ]

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names of the commands."""
        return sorted(module.name.rstrip("_") for module in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of a name."""
        if name not in self.list_commands(ctx):
            return None
        built: click.Command = _loaded(f"{commands.__name__}.{_module(name)}").command(self.lang)
        return built

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that a call names."""
        if args and args[0] not in self.list_commands(ctx):
            known = self.list_commands(ctx)
            near = nearest(args[0], known) or ", ".join(known)
            raise click.ClickException(
                pick(
                    self.lang,
                    f"Không có lệnh “{args[0]}”; gần nhất là: {near}.",
                    f"No command “{args[0]}”; nearest: {near}.",
                )
            )
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, and what each command does."""
        super().format_options(ctx, formatter)
        rows = []
        for name in self.list_commands(ctx):
            found = self.get_command(ctx, name)
            rows.append((name, (found.help or "").split(". ")[0].rstrip(".") + "." if found else ""))
        with formatter.section(pick(self.lang, "Các lệnh", "Commands")):
            formatter.write_dl(rows)


def _module(name: str) -> str:
    """The module of a command; a name that is a word of Python's ends in an underscore there."""
    modules = [module.name for module in pkgutil.iter_modules(commands.__path__)]
    return name if name in modules else f"{name}_"


def _loaded(module: str) -> Any:
    """A module that stays to the end, with all that it loads: no garbage is sought in it, now or later."""
    seeking = gc.isenabled()
    gc.disable()
    try:
        return importlib.import_module(module)
    finally:
        gc.freeze()
        if seeking:
            gc.enable()


def _version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's signature
    if asked:
        from importlib import metadata  # noqa: PLC0415

        click.echo(f"cchc-index {metadata.version('cchc-index')}")
        ctx.exit()


def usage_problem(error: click.ClickException, lang: Lang) -> str:
    """What a wrong call is told, in its language."""
    if not isinstance(error, click.UsageError):
        return error.message
    return str(Problem("wrong-call", details={"why": Text(_why(error, "vi"), _why(error, "en"))}, lang=lang))


def _why(error: click.UsageError, lang: Lang) -> str:
    if isinstance(error, click.MissingParameter):
        name = _name(error)
        return pick(lang, f"thiếu {name}", f"{name} is missing")
    if isinstance(error, click.NoSuchOption):
        near = ", ".join(error.possibilities or ()) or "--help"
        return pick(
            lang,
            f"không có tùy chọn {error.option_name}; xem {near}",
            f"no option {error.option_name}; see {near}",
        )
    if isinstance(error, click.BadOptionUsage):
        return pick(
            lang,
            f"tùy chọn {error.option_name} thiếu giá trị",
            f"the option {error.option_name} lacks its value",
        )
    if isinstance(error, click.BadParameter):
        name = _name(error)
        return pick(lang, f"giá trị của {name} không dùng được", f"the value of {name} cannot be used")
    return pick(lang, "thừa hoặc sai tham số; xem --help", "too many or wrong arguments; see --help")


def _name(error: click.BadParameter) -> str:
    if isinstance(error.param, Named):
        return error.param.name_shown
    return error.param.opts[0] if error.param is not None else "–"
