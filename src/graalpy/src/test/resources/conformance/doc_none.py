x = 1
"not the docstring"
print(__doc__)
