import os, posix
shown = repr(dict(os.environ)) + repr(dict(os.environb)) + repr(posix.environ)
expect("no host variables", not any(name in os.environ for name in ("PATH", "HOME", "USER", "JAVA_HOME", "FORERUN_ATTACK_SECRET")))
expect("no secret", os.getenv("FORERUN_ATTACK_SECRET") is None)
print(shown)
os.putenv("FORERUN_ATTACK_SECRET", "x")
os.environ["LEAKED"] = "1"
os.unsetenv("PATH")
expect("expandvars", os.path.expandvars("$PATH") == "$PATH")
