"""Bring what the accounts of one incident tell together: descent, origins, readings, standings, tolls."""
