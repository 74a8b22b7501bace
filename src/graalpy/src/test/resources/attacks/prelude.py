def attempt(what, attack, *arguments):
    """Runs an attack that must be refused with an exception."""
    try:
        result = attack(*arguments)
    except BaseException as refusal:
        print(f"DENIED {type(refusal).__name__}: {refusal}")
    else:
        print(f"ESCAPED: {what} gave {result!r:.80}")


def expect(what, safe):
    """Tells whether an attack that is not refused did no harm."""
    print(f"HARMLESS: {what}" if safe else f"ESCAPED: {what}")


SECRET = "@SECRET@"
VICTIM = "@VICTIM@"
HOME = "@HOME@"
