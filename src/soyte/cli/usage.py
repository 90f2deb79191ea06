"""The words around a command: help headings and usage errors in Vietnamese, each error one sentence with its remedy."""

from __future__ import annotations

import re
from typing import Any

import typer
from typer.exceptions import TyperException


def usage_error(error: TyperException) -> str:
    """What was wrong with the command line, and what to type instead."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "soyte"
    cause = _cause(error)
    return f"{cause[:1].upper()}{cause[1:]}; hãy gõ “{command} --help” để xem cách dùng."


def _cause(error: TyperException) -> str:
    message = error.format_message()
    name = getattr(error, "option_name", None)
    match type(error).__name__:
        case "MissingParameter":
            return f"Thiếu {_parameter(error)}"
        case "NoSuchOption":
            near = ", ".join(sorted(getattr(error, "possibilities", None) or ()))
            return f"Không có tùy chọn {name}" + (f" (có phải {near}?)" if near else "")
        case "BadOptionUsage":
            return f"Tùy chọn {name} cần một giá trị đi kèm"
        case "BadParameter":
            allowed = re.search(r"'([^']*)' is not one of (.+?)\.?$", error.message)
            if allowed:
                return f"{_parameter(error)}: không nhận “{allowed[1]}”, chỉ nhận {allowed[2].replace(chr(39), '')}"
            return f"{_parameter(error)}: giá trị không hợp lệ"
    unknown = re.match(r"No such command '(.*?)'", message)
    if unknown:
        return f"Không có lệnh “{unknown[1]}”"
    extra = re.match(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", message)
    if extra:
        return f"Thừa “{extra[1]}” trên dòng lệnh"
    return f"Dòng lệnh không đúng ({message})"


def _parameter(error: TyperException) -> str:
    parameter: Any = getattr(error, "param", None)
    if parameter is None:
        return "tham số"
    options = [option for option in parameter.opts if option.startswith("-")]
    return f"tùy chọn {options[0]}" if options else str(parameter.metavar or parameter.name)


def vietnamese_help(command: Any) -> None:
    """Give the help pages of `command` and all below it Vietnamese headings."""
    from typer import rich_utils  # noqa: PLC0415 (heavy, and only help needs it)

    rich_utils.ARGUMENTS_PANEL_TITLE = "Tham số"
    rich_utils.OPTIONS_PANEL_TITLE = "Tùy chọn"
    rich_utils.COMMANDS_PANEL_TITLE = "Lệnh"
    rich_utils.REQUIRED_LONG_STRING = "[bắt buộc]"
    rich_utils.DEFAULT_STRING = "[mặc định: {}]"
    for one in _with_all_below(command):
        option = one.get_help_option(typer.Context(one))
        if option is not None:
            option.help = "Hiện hướng dẫn này rồi thoát"


def _with_all_below(command: Any) -> list[Any]:
    below = getattr(command, "commands", {}).values()
    return [command, *(one for sub in below for one in _with_all_below(sub))]
