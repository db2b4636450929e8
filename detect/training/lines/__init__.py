"""Builds and measures the line model (`detect.lines`)."""
