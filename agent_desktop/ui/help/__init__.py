"""Help: the keys, what support staff need, and what this program is."""
