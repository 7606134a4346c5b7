"""The records of a village in YAML and Markdown become its public honor site."""

__version__ = "1.0.0"
