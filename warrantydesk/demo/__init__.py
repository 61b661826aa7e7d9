"""The made-up shop: three years of coherent claims, reproducible by seed, built in bulk."""

from warrantydesk.demo.shop import build

__all__ = ["build"]
