"""A command line program with argparse, driven by a list of command lines."""
import argparse
import json
import sys
from pathlib import Path

STORE = Path("todo.json")


def load():
    return json.loads(STORE.read_text()) if STORE.exists() else []


def save(items):
    STORE.write_text(json.dumps(items, indent=1))


def build_parser():
    parser = argparse.ArgumentParser(prog="todo", exit_on_error=False)
    commands = parser.add_subparsers(dest="command", required=True)
    add = commands.add_parser("add", help="add an item")
    add.add_argument("text", nargs="+")
    add.add_argument("-p", "--priority", type=int, choices=range(1, 4), default=2)
    done = commands.add_parser("done", help="tick an item off")
    done.add_argument("number", type=int)
    show = commands.add_parser("list")
    show.add_argument("--all", action="store_true")
    return parser


def main(argv):
    options = build_parser().parse_args(argv)
    items = load()
    match vars(options):
        case {"command": "add", "text": text, "priority": priority}:
            items.append({"text": " ".join(text), "priority": priority, "done": False})
            print(f"added #{len(items)}")
        case {"command": "done", "number": n} if 0 < n <= len(items):
            items[n - 1]["done"] = True
            print("done:", items[n - 1]["text"])
        case {"command": "done", "number": n}:
            print(f"there is no item {n}", file=sys.stderr)
            return 1
        case {"command": "list"}:
            for n, item in sorted(enumerate(items, 1), key=lambda pair: (pair[1]["priority"], pair[0])):
                if options.all or not item["done"]:
                    print(f"{n:>3} [{'x' if item['done'] else ' '}] {'!' * item['priority']:<3} {item['text']}")
    save(items)
    return 0


if __name__ == "__main__":
    STORE.unlink(missing_ok=True)
    lines = ["add write the report", "add -p 1 call the bank", "add -p3 water plants", "list",
             "done 2", "done 9", "list", "list --all"]
    for line in lines:
        print("$ todo", line)
        status = main(line.split())
        if status:
            print("status", status)
    print(STORE.stat().st_size > 100, sys.argv[1:])
