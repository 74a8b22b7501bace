import os, webbrowser
expect("no browser", not webbrowser.open("file:///etc/passwd"))
attempt("explicit", webbrowser.get, "sh -c %s")
