import mmap, os
attempt("map stdin", mmap.mmap, 0, 10)
attempt("map the secret", lambda: mmap.mmap(os.open(SECRET, os.O_RDONLY), 0))
attempt("map /dev/zero", lambda: mmap.mmap(os.open("/dev/zero", os.O_RDWR), 4096))
