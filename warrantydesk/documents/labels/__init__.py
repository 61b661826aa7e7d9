"""Labels: facts in, one raster out; the same marks also as vectors on a page."""
