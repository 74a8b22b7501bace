import os
own = os.getcwd()
attempt("a name that begins like the scratch", open, own + "0", "w")
attempt("mkdir", os.mkdir, own + "-evil")
for i in range(1, 6):
    sibling = os.path.join(os.path.dirname(own), f"scratch-{i}")
    if sibling != own:
        attempt("sibling", os.listdir, sibling)
