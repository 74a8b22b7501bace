import csv, io, json
rows = list(csv.DictReader(io.StringIO("name,qty\npen,3\nbook,x\n")))
totals = {}
for row in rows:
    try:
        totals[row["name"]] = int(row["qty"])
    except ValueError as e:
        print("bad row", row, e)
print(json.dumps(totals, indent=2, sort_keys=True))
totals["book"]
