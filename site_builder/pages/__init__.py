"""Publication → the plan of pages and data files."""
