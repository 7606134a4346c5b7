"""Nodes → frozen typed records: what the village wrote, each field with its meaning and its place."""
