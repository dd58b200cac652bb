"""Heads that read incidents: what they learn from, how they are trained, how they are written."""
