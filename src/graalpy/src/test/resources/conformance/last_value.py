data = {"b": 2, "a": [1, 2]}
data["c"] = None
data
