import inspect

def area(w, h):
    # a comment inside
    return w * h

class Shape:
    """Doc."""

    def name(self):
        return "shape"

print(inspect.getsource(area))
print(inspect.getsource(Shape))
print(inspect.getsource(Shape.name))
print(inspect.getsourcelines(area)[1])
