"""What Typer says itself, help and refusals, in the language that is spoken; and which language a command line asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from typer import rich_utils

from analysis.words.i18n import LANGUAGES, VARIABLE, _, mark

__all__ = ["find_language", "read_help", "say_refusal", "translate_help"]

#: The variables of the system that name a person's language, the first that is set wins; as gettext reads them.
SYSTEM = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")

#: Sentences of Typer, which hands them on as plain English.
REFUSALS = (
    mark("No such option: {name} (Possible options: {names})"),
    mark("No such option: {name}"),
    mark("No such command {name}. Did you mean {names}?"),
    mark("No such command {name}."),
    mark("Missing command."),
    mark("Missing argument {name}."),
    mark("Missing option {name}."),
    mark("Option {name} requires an argument."),
    mark("Got unexpected extra argument(s) ({names})"),
    mark("Invalid value for {name}: {why}"),
    mark("Value error, {why}"),
    mark("Value {name} is not a valid float."),
    mark("Input should be a valid number, unable to parse string as a number"),
    mark("Input should be a valid integer, unable to parse string as an integer"),
    mark("{name} is not one of {names}."),
)
#: Its names of the panels of a page of help.
PANELS = {
    "ARGUMENTS_PANEL_TITLE": mark("Arguments"),
    "OPTIONS_PANEL_TITLE": mark("Options"),
    "COMMANDS_PANEL_TITLE": mark("Commands"),
    "DEFAULT_STRING": mark("[default: {}]"),
    "REQUIRED_LONG_STRING": mark("[required]"),
}
#: What a value is, for readers who do not program; what Typer writes of one that is yes or no says nothing.
TYPES = {
    "<path>": mark("<file>"),
    "<str>": mark("<text>"),
    "<list[str]>": mark("<text>"),
    "<int>": mark("<number>"),
    "<float>": mark("<number>"),
    "<bool>": "",
}
#: Helps of options that Typer adds.
ADDED = (
    mark("Show this message and exit."),
    mark("Install completion for the current shell."),
    mark("Show completion for the current shell, to copy it or customize the installation."),
)


def find_language(args: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language that a command line asks for, else the variable of ours, else the system's, else English.

    Examples
    --------
    >>> find_language(["check", "--lang", "fr"], {}), find_language([], {"LANG": "fr_FR.UTF-8"}), find_language([], {})
    ('fr', 'fr', 'en')
    """
    for at, arg in enumerate(args):
        name, equals, value = arg.partition("=")
        given = value if equals else "".join(args[at + 1 : at + 2])
        if name == "--lang" and given in LANGUAGES:
            return given
    if environment.get(VARIABLE):
        return environment[VARIABLE]
    told = next((environment[name] for name in SYSTEM if environment.get(name)), "")
    return told[:2] if told[:2] in LANGUAGES and not told[2:3].isalpha() else "en"


def read_help(args: Sequence[str]) -> list[str]:
    """A command line in which ``help`` and the name of a command are what they are elsewhere.

    Examples
    --------
    >>> read_help(["help"]), read_help(["help", "check"]), read_help(["check", "help"])
    (['--help'], ['check', '--help'], ['check', 'help'])
    """
    if list(args[:1]) != ["help"]:
        return list(args)
    return [*(name for name in args[1:2] if not name.startswith("-")), "--help"]


def translate_help(command: Any) -> None:
    """Put the help of a command, and of those under it, into the language that is spoken."""
    for name, told in PANELS.items():
        setattr(rich_utils, name, _(told))
    _translate(command)


def _translate(command: Any) -> None:
    for told in (command, *command.params):
        for part in ("help", "epilog"):
            if getattr(told, part, None):
                setattr(told, part, _(getattr(told, part)))
    for param in command.params:
        _name_type(param)
    write_usage, find_help = command.get_usage, command.get_help_option

    def get_help_option(ctx: Any) -> Any:
        """The option that shows the help: Typer makes it when it is asked for."""
        option = find_help(ctx)
        option.help = _(ADDED[0])
        _name_type(option)
        return option

    command.get_usage = lambda ctx: write_usage(ctx).replace("Usage:", _("Usage:"), 1)
    command.get_help_option = get_help_option
    for below in getattr(command, "commands", {}).values():
        _translate(below)


def _name_type(param: Any) -> None:
    """Let the help say what a value is in words."""
    write = getattr(param, "display_type_rich", None)  # an older Typer has another way, and other words
    if write:
        param.display_type_rich = lambda ctx: _say_type(write(ctx=ctx))


def _say_type(told: str | None) -> str | None:
    """What a value is, as Typer writes it, in words.

    Examples
    --------
    >>> _say_type("<list[str]>"), _say_type("<bool>"), _say_type("<text|json>")
    ('<text>', None, '<text|json>')
    """
    known = TYPES.get(told or "", told)
    return _(known) if known else None


def say_refusal(error: Any) -> str:
    """Why a command line cannot be followed, and where to look.

    Parameters
    ----------
    error : ClickException
        What Typer raises; its message is English.
    """
    told = _say(error.format_message())
    context = getattr(error, "ctx", None)
    if context is None or not told:  # the help was shown already
        return told
    where = _("Try '{command} --help' for help.").format(command=context.command_path)
    return f"{told}\n{where}"


def _say(told: str) -> str:
    """A sentence of Typer in the language that is spoken; one that it has and we do not know stays as it is."""
    for template in REFUSALS:
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(template))
        if found := re.fullmatch(pattern, told, re.DOTALL):
            parts = {name: _say(part) if name == "why" else part for name, part in found.groupdict().items()}
            return _(template).format(**parts)
    return told
