"""Validate a form completely and raise all problems together."""


def check_name(form):
    if not form.get("name", "").strip():
        raise ValueError("name is empty")


def check_age(form):
    age = int(form["age"])
    if not 0 <= age < 150:
        raise ValueError(f"age {age} is out of range")


def check_email(form):
    user, at, host = form["email"].partition("@")
    if not (user and at and "." in host):
        raise ValueError(f"{form['email']!r} is no address")


CHECKS = [check_name, check_age, check_email]


def validate(form):
    errors = []
    for check in CHECKS:
        try:
            check(form)
        except (ValueError, KeyError) as error:
            error.add_note(f"found by {check.__name__}")
            errors.append(error)
    if errors:
        raise ExceptionGroup("the form has problems", errors)
    return True


print("good form:", validate({"name": "Ann", "age": "30", "email": "ann@example.com"}))

try:
    validate({"name": "Bob", "age": "x", "email": "bob@example.com"})
except ExceptionGroup as group:
    print("one problem:", *group.exceptions)

forms = [{"name": "Cy", "age": "41", "email": "cy@example.org"}, {"name": " ", "age": "200", "email": "nobody"}]
accepted = 0
for number, form in enumerate(forms):
    print("form", number)
    accepted += validate(form)

print("accepted", accepted, "forms")
