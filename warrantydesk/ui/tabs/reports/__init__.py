"""Reports: asked for a period, drawn, laid out as a table."""
