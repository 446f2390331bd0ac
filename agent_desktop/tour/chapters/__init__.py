"""The chapters of the tour, each a part of an agent's shift."""
