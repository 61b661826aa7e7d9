"""The tab of old parts: scan band, shelf map, pieces, one piece."""
