"""The archive: facets, search line and hits, preview of the claim."""
