"""Letters from a template, with links in them; then a message taken apart."""
from string import Template
from urllib.parse import parse_qs, quote, urlencode, urlsplit
import base64
import quopri

people = [
    {"name": "Zoë", "email": "zoe@example.com", "score": 91.5},
    {"name": "Max", "email": "max@example.com", "score": 58},
]

body = Template("""Hello $name,

your score is ${score} %. You have $verdict.
Cost: $$0
Details: $link
""")

for person in people:
    link = "https://example.com/result?" + urlencode({"user": person["name"], "ok": person["score"] > 60})
    headers = {"To": person["email"], "From": "exam@example.com", "Subject": f"Result {person['score']:.0f}"}
    print(*(f"{name}: {value}" for name, value in headers.items()), sep="\n")
    print(body.substitute(person, verdict="passed" if person["score"] > 60 else "failed", link=link), end="")
    parts = urlsplit(link)
    print("host", parts.netloc, "query", parse_qs(parts.query))
    print("-" * 30)

print(Template("$known and $unknown").safe_substitute(known=1))
try:
    Template("$unknown").substitute()
except KeyError as error:
    print("missing placeholder", error)

raw = """Subject: =?utf-8?b?R3LDvMOfZQ==?=
From: a@example.com
X-Count: 3

First line
Second line
"""
head, _, payload = raw.partition("\n\n")
parsed = dict(line.split(": ", 1) for line in head.splitlines())
print(list(parsed), int(parsed["X-Count"]) + 1)
print(payload.splitlines())

print(base64.b64decode("R3LDvMOfZQ==").decode(), quopri.encodestring("Grüße".encode()).decode())
print(quote("a b/ü?"), base64.urlsafe_b64encode(bytes(range(250, 256))))
