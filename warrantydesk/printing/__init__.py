"""Rasters to printers: what a printer is, how it speaks, where its bytes go; knows no label."""
