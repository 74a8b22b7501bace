values = {"a": 1,
          "b": 0}
result = sum(
    [values["a"] / values[key]
     for key in values]
)
