"""Events: what happened, when, where, with what, to whom and how many, each with its words."""
