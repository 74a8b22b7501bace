# comment

"""The docstring."""

"""Another string."""
print(__doc__)
