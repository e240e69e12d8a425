"""The bridge: the only package that speaks to the solver."""
