from enum import Enum, auto


class State(Enum):
    DRAFT = auto()
    REVIEW = auto()
    PUBLISHED = auto()
    ARCHIVED = auto()


class InvalidTransition(RuntimeError):
    def __init__(self, document, target):
        self.document, self.target = document, target

    def __str__(self):
        return f"{self.document.title!r} cannot go from {self.document.state.name} to {self.target.name}"


ALLOWED = {
    State.DRAFT: {State.REVIEW},
    State.REVIEW: {State.DRAFT, State.PUBLISHED},
    State.PUBLISHED: {State.ARCHIVED},
}


class Document:
    def __init__(self, title):
        self.title, self.state, self.log = title, State.DRAFT, []

    def go(self, target):
        if target not in ALLOWED.get(self.state, ()):
            raise InvalidTransition(self, target)
        self.log.append((self.state.name, target.name))
        self.state = target
        return self


guide = Document("Guide").go(State.REVIEW).go(State.PUBLISHED)
print(guide.state.name, guide.log)

draft = Document("Notes")
try:
    draft.go(State.PUBLISHED)
except InvalidTransition as error:
    print("refused:", error)

draft.go(State.REVIEW).go(State.DRAFT)
print(draft.log)

for document in (draft, guide):
    document.go(State.REVIEW)
    print(document.title, "is in review")
print("all in review")
