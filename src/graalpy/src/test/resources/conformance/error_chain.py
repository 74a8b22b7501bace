class AppError(Exception):
    pass

def load(path):
    try:
        return {}[path]
    except KeyError as e:
        raise AppError(f"cannot load {path}") from e

def main():
    try:
        load("a.cfg")
    except AppError:
        raise RuntimeError("start failed")

print("go")
main()
print("never")
