import java
for name in ("java.lang.System", "java.lang.Runtime", "java.io.File", "io.forerun.graalpy.Sandbox"):
    attempt(name, java.type, name)
attempt("classpath", java.add_to_classpath, "/tmp")
attempt("bytes", java.as_java_byte_array, b"x")
attempt("import", lambda: __import__("java.lang.System"))
attempt("from import", lambda: __import__("java.util", fromlist=["ArrayList"]).ArrayList)
