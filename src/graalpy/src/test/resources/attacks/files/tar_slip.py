import io, os, tarfile
def archive(name, kind=tarfile.REGTYPE, link=""):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as tar:
        member = tarfile.TarInfo(name)
        member.type, member.linkname = kind, link
        tar.addfile(member, io.BytesIO(b""))
    data.seek(0)
    return tarfile.open(fileobj=data)
def extract(*arguments):
    tar = archive(*arguments)
    tar.errorlevel = 2
    tar.extractall(filter="fully_trusted")
attempt("dots", extract, "../planted")
attempt("absolute", extract, os.path.dirname(SECRET) + "/planted")
attempt("symlink", extract, "link", tarfile.SYMTYPE, SECRET)
attempt("add", lambda: tarfile.open("x.tar", "w").add(SECRET))
