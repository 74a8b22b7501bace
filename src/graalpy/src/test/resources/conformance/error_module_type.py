import json
data = json.loads('{"a": 1}')
json.loads("{oops}")
