import re
from collections import Counter

contacts = [
    {"name": "Maria  Rossi", "email": "Maria.Rossi@example.com", "phone": "+39 011 555-0101"},
    {"name": "maria rossi", "email": "maria.rossi@example.com ", "phone": ""},
    {"name": "John O'Neil", "email": "john@example.org", "phone": "(212) 555 0199"},
    {"name": "J. O'Neil", "email": "JOHN@EXAMPLE.ORG", "phone": "212-555-0199"},
    {"name": "Li Wei", "email": "", "phone": "+86 10 5550 0110"},
    {"name": "Wei Li", "email": "li.wei@example.cn", "phone": "+861055500110"},
    {"name": "Sam Doe", "email": "sam(at)example.com", "phone": "n/a"},
]

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}")


def clean(contact):
    email = contact["email"].strip().lower()
    phone = re.sub(r"[^\d+]", "", contact["phone"])
    return {
        "name": " ".join(contact["name"].split()).title(),
        "email": email if EMAIL.fullmatch(email) else None,
        "phone": phone or None,
    }


cleaned = [clean(c) for c in contacts]

# union-find over shared e-mail addresses and phone numbers
parent = list(range(len(cleaned)))


def find(i):
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


seen = {}
for i, contact in enumerate(cleaned):
    for key in ("email", "phone"):
        if contact[key] is None:
            continue
        if (other := seen.setdefault(contact[key], i)) != i:
            parent[find(i)] = find(other)

groups = {}
for i, contact in enumerate(cleaned):
    groups.setdefault(find(i), []).append(contact)

for members in groups.values():
    name = max((m["name"] for m in members), key=len)
    emails = sorted({m["email"] for m in members if m["email"]})
    phones = sorted({m["phone"] for m in members if m["phone"]})
    print(f"{name}: {', '.join(emails) or '-'} / {', '.join(phones) or '-'} ({len(members)} records)")

print("sizes:", sorted(Counter(map(len, groups.values())).items()))
print("invalid:", [c["name"] for c in cleaned if not c["email"] and not c["phone"]])
