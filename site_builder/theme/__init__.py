"""How public things look: templates, styles, words, pictures and charts. Sees `publication` types only."""

from site_builder.theme.environment import Theme, load_theme

__all__ = ["Theme", "load_theme"]
