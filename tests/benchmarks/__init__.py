"""Benchmarks: figures beside a floor measured in the same run. Nothing here is a timed test."""
