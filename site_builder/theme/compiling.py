"""Makes templates quick: texts are translated while they are compiled, and fields are read directly.

Both change nothing that a template can see: a missing field still fails at its line.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.ext import Extension
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

_INDENT = re.compile(r"\n[ \t]+")


class TextFolder(NodeTransformer):
    """Replaces `_("a text")` by its translation, which joins the static text around it."""

    def __init__(self, environment: Environment) -> None:
        self._gettext: Any = environment.globals["folded_gettext"]

    def visit_Call(self, node: nodes.Call, *args: Any, **kwargs: Any) -> nodes.Node:
        """Fold the call if it is a text alone, without values to put in."""
        plain = len(node.args) == 1 and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
        if plain and isinstance(node.node, nodes.Name) and node.node.name == "_":
            text = node.args[0]
            if isinstance(text, nodes.Const):
                return nodes.Const(Markup(self._gettext(text.value)) % (), lineno=node.lineno)
        return self.generic_visit(node, *args, **kwargs)


class DirectFields(CodeGenerator):
    """Reads `a.b` as Python does, in the templates that come with the program."""

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Write the access; other themes keep Jinja's way, which also finds keys of dicts."""
        if not self.environment.is_builtin(self.filename):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")


class Unindent(Extension):
    """Drops the indentation of built-in templates; lines stay where they are."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Called by Jinja before a template is read."""
        return _INDENT.sub("\n", source) if self.environment.is_builtin(filename) else source


class ThemeEnvironment(Environment):
    """Jinja2 with both of them."""

    code_generator_class = DirectFields

    def __init__(self, builtin: Path, **options: Any) -> None:
        self._builtin = str(builtin)
        super().__init__(**options)

    def is_builtin(self, filename: str | None) -> bool:
        """Whether a template comes with the program."""
        return filename is not None and filename.startswith(self._builtin)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        TextFolder(self).visit(template)
        return template
