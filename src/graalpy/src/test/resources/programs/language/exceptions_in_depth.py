import traceback


class AppError(Exception):
    """Base of all errors of this program."""

    def __init__(self, message, *, code=1):
        super().__init__(message)
        self.code = code


class NotFound(AppError):
    def __str__(self):
        return f"{self.args[0]} was not found (code {self.code})"


def lookup(table, key):
    try:
        return table[key]
    except KeyError as error:
        raise NotFound(key, code=404) from error


def order_of_events(fail):
    events = []
    try:
        events.append("try")
        if fail:
            raise AppError("x")
    except AppError:
        events.append("except")
    else:
        events.append("else")
    finally:
        events.append("finally")
    return events


def tricky():
    for n in range(3):
        try:
            if n == 1: continue
            if n == 2: return f"return {n}"
        finally:
            print("finally", n)


try:
    lookup({"a": 1}, "b")
except AppError as error:
    print(type(error).__name__, "|", error, "|", error.code, "|", repr(error.__cause__))

print(order_of_events(False), order_of_events(True))
print(tricky())

try:
    try:
        1 / 0
    except ZeroDivisionError:
        int("x")
except ValueError as error:
    print("context:", repr(error.__context__), "cause:", error.__cause__)

try:
    raise ExceptionGroup("several", [ValueError("a"), TypeError("b"), ExceptionGroup("inner", [ValueError("c")])])
except ExceptionGroup as group:
    values, rest = group.split(ValueError)
    print("values:", [str(e) for e in values.exceptions][:1], len(values.exceptions))
    print("rest:", rest.exceptions, group.subgroup(KeyError))

error = AppError("annotated")
error.add_note("seen in test")
print(error.__notes__, "".join(traceback.format_exception_only(error)).splitlines())

try:
    lookup({}, "deep")
except NotFound as caught:
    steps = traceback.extract_tb(caught.__traceback__)
    print([(step.name, step.line) for step in steps])
try:
    caught
except NameError as error:
    print("caught is gone:", error)
try:
    raise ValueError("hidden") from None
except ValueError as error:
    print(error.__suppress_context__, *traceback.format_exception(error)[-1:])
