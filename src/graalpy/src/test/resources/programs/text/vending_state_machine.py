"""A table-driven state machine that reads a script of events."""

TABLE = {
    ("idle", "coin"): ("ready", "accept"),
    ("ready", "coin"): ("ready", "accept"),
    ("ready", "select"): ("vending", "check"),
    ("ready", "cancel"): ("idle", "refund"),
    ("vending", "delivered"): ("idle", "change"),
    ("vending", "empty"): ("ready", "apologise"),
}

PRICES = {"cola": 150, "water": 100, "chips": 120}
STOCK = {"cola": 1, "water": 5, "chips": 0}

script = """
coin 100
select water
coin 50
coin 50
cancel
select cola
coin 200
select chips
select cola
kick
coin 200
select cola
cancel
"""

state, credit = "idle", 0
sold = []

for line in script.split("\n"):
    if not line: continue
    event, _, argument = line.partition(" ")
    queue = [event]
    while queue:
        event = queue.pop(0)
        if (state, event) not in TABLE:
            print(f"  [{state}] ignores {event!r}")
            continue
        following, action = TABLE[state, event]
        print(f"  [{state}] --{event}--> [{following}] {action}", end="")
        state = following
        if action == "accept":
            credit += int(argument)
            print(f" (credit {credit})")
        elif action == "refund":
            print(f" {credit}"); credit = 0
        elif action == "check":
            enough = STOCK[argument] > 0 and credit >= PRICES[argument]
            queue.append("delivered" if enough else "empty")
            print(f" {argument}")
        elif action == "change":
            credit -= PRICES[argument]
            STOCK[argument] -= 1
            sold.append(argument)
            print(f" {argument} delivered, {credit} back"); credit = 0
        else:
            print(f": {argument} not available, credit stays {credit}")

print(f"final state {state}, credit {credit}")
print("sold:", *sold, "earned:", sum(PRICES[s] for s in sold))
print("stock:", STOCK)
