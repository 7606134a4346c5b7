"""Makes templates quick: their texts are translated while they are compiled, and what is plain is done plainly.

A text with values to put in becomes its pieces with the values between them; fields are read
and functions called as Python does it. None of it changes what a template can say or see:
everything is still escaped, and a missing field still fails at its line.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.ext import Extension
from jinja2.idtracking import VAR_LOAD_ALIAS, VAR_LOAD_RESOLVE
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

_INDENT = re.compile(r"\n[ \t]+")
_HOLE = re.compile(r"%\((\w+)\)s|%%")
_WITH_CONTEXT = {"_", "gettext", "ngettext", "super", "caller"}
"""What must be called in Jinja's own way."""

_REMEMBERED = 200_000
_SPECIAL = re.compile("[&<>\"']")


class Escaped(dict[Any, str]):
    """Escaped texts by text: a village says the same names, rules and dates over and over.

    Looked up by itself it is for texts and figures alone, since markup and plain text of the same
    letters are one key to a dict; `output` is for values of any kind.
    """

    def __missing__(self, value: object) -> str:
        """Figures are not kept: 1 and 1.0 are one key too."""
        if type(value) is not str:
            return str(escape(value))
        if len(self) > _REMEMBERED:
            self.clear()
        self[value] = found = str(escape(value)) if _SPECIAL.search(value) else value
        return found

    def output(self, value: object) -> str:
        """Any value as it stands on a page; markup and plain text of the same letters never meet."""
        kind = type(value)
        if kind is str:
            return self[value]
        if kind is Markup:
            return value  # type: ignore[return-value]
        return str(value) if kind is int else str(escape(value))


class TextFolder(NodeTransformer):
    """Replaces `_("a text")` by its translation, which joins the static text around it."""

    def __init__(self, gettext: Any) -> None:
        self._gettext = gettext

    def visit_Call(self, node: nodes.Call, *args: Any, **kwargs: Any) -> nodes.Node:
        """Fold the call of `_` if its text is known and every value has a name."""
        self.generic_visit(node, *args, **kwargs)
        if not (isinstance(node.node, nodes.Name) and node.node.name == "_" and _is_plain(node)):
            return node
        text = node.args[0]
        return self._folded(text.value, node) if isinstance(text, nodes.Const) else node

    def _folded(self, text: str, call: nodes.Call) -> nodes.Node:
        translated = self._gettext(text)
        values = {pair.key: pair.value for pair in call.kwargs}
        if not values:
            return nodes.Const(Markup(translated) % (), lineno=call.lineno)
        holes = {match[1] for match in _HOLE.finditer(translated) if match[1]}
        if not holes <= values.keys() or all(isinstance(value, nodes.Const) for value in values.values()):
            return call
        return nodes.Concat(list(_pieces(translated, values, call.lineno)), lineno=call.lineno)

    def visit_Output(self, node: nodes.Output, *args: Any, **kwargs: Any) -> nodes.Node:
        """Put the pieces of a folded text straight into the output."""
        self.generic_visit(node, *args, **kwargs)
        node.nodes = [piece for child in node.nodes for piece in _opened(child)]
        return node


def _is_plain(call: nodes.Call) -> bool:
    return len(call.args) == 1 and not (call.dyn_args or call.dyn_kwargs)


def _pieces(text: str, values: dict[str, nodes.Expr], line: int) -> Iterator[nodes.Expr]:
    """The words of a translated text, which are markup, and the values in its holes."""
    end = 0
    yield nodes.Const(Markup(""), lineno=line)
    for match in _HOLE.finditer(text):
        yield nodes.Const(Markup(text[end : match.start()]), lineno=line)
        yield values[match[1]] if match[1] else nodes.Const("%", lineno=line)
        end = match.end()
    yield nodes.Const(Markup(text[end:]), lineno=line)


def _opened(node: nodes.Expr) -> list[nodes.Expr]:
    """The parts of a folded text; any other expression stays whole."""
    folded = isinstance(node, nodes.Concat) and _is_markup(node.nodes[0])
    return node.nodes if folded and isinstance(node, nodes.Concat) else [node]


def _is_markup(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.Const) and isinstance(node.value, Markup)


class DirectCode(CodeGenerator):
    """Writes plainer code for the templates that come with the program."""

    environment: ThemeEnvironment

    def _is_builtin(self) -> bool:
        return self.environment.is_builtin(self.filename)

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Read `a.b` as Python does; other themes keep Jinja's way, which also finds keys of dicts."""
        if not self._is_builtin():
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    @optimizeconst
    def visit_Call(
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002 - Jinja's signature
    ) -> None:
        """Call a function by its name without Jinja's detour."""
        direct = isinstance(node.node, nodes.Name) and node.node.name not in _WITH_CONTEXT
        if not (direct and self._is_builtin()) or forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for pair in node.kwargs:
            self.write(f"{pair.key}=")
            self.visit(pair.value, frame)
            self.write(", ")
        self.write(")")

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """Name what the rest of the code uses all the time."""
        self.writeline("escaped, output, functions = environment.escaped, environment.escaped.output, environment.functions")
        super().visit_Template(node, frame)

    def enter_frame(self, frame: Frame) -> None:
        """Take the theme's functions where they are, instead of looking for them in every turn of a loop."""
        loads = frame.symbols.loads
        if self._is_builtin():
            for target, (action, name) in loads.items():
                if action == VAR_LOAD_RESOLVE and name in vars(self.environment.functions):
                    loads[target] = VAR_LOAD_ALIAS, f"functions.{name}"
        super().enter_frame(frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        """Escape with a memory; a field of what the program publishes is a text or a figure, never markup."""
        if not _escapes(frame):
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("escaped[" if self._is_field(node) else "output(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if not _escapes(frame):
            super()._output_child_post(node, frame, finalize)
        else:
            self.write("]" if self._is_field(node) else ")")

    def _is_field(self, node: nodes.Expr) -> bool:
        return isinstance(node, nodes.Getattr) and self._is_builtin()


def _escapes(frame: Frame) -> bool:
    """Whether it is certain that output is to be escaped here."""
    return frame.eval_ctx.autoescape and not frame.eval_ctx.volatile


class Unindent(Extension):
    """Drops the indentation of built-in templates; lines stay where they are."""

    environment: ThemeEnvironment

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Called by Jinja before a template is read."""
        return _INDENT.sub("\n", source) if self.environment.is_builtin(filename) else source


class ThemeEnvironment(ImmutableSandboxedEnvironment):
    """Jinja2 with all that; templates of the village's own reach nothing of Python but what they are given."""

    code_generator_class = DirectCode

    def __init__(
        self, builtin: Path, gettext: Any, functions: Mapping[str, Callable[..., object]], **options: Any
    ) -> None:
        """`builtin`: the folder of the program's own themes; `functions`: what templates may call."""
        self._builtin = f"{builtin}{os.sep}"
        self._folder = TextFolder(gettext)
        self.escaped = Escaped()
        self.functions = SimpleNamespace(**functions)
        super().__init__(**options)
        self.globals.update(functions)

    def is_builtin(self, filename: str | None) -> bool:
        """Whether a template comes with the program."""
        return filename is not None and filename.startswith(self._builtin)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One plain dict for all templates, which is quick to copy; no template here has globals of its own."""
        return self.globals

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        self._folder.visit(template)
        return template
