import os, webbrowser
expect("no browser", not webbrowser.open("file:///etc/passwd"))
expect("no program", not webbrowser.get("sh -c %s").open("id"))
