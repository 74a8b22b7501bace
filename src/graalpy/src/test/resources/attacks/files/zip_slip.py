import io, os, zipfile
evil = io.BytesIO()
with zipfile.ZipFile(evil, "w") as archive:
    archive.writestr("../planted.txt", "x")
    archive.writestr(os.path.dirname(SECRET) + "/planted.txt", "x")
with zipfile.ZipFile(evil) as archive:
    archive.extractall()
    attempt("read a member by hand and write it", lambda: open(archive.namelist()[0], "w"))
attempt("extract outside", zipfile.ZipFile(evil).extractall, os.path.dirname(SECRET))
attempt("make an archive of it", lambda: zipfile.ZipFile("x.zip", "w").write(SECRET))
