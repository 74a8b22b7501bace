class Node:
    def __init__(self, key):
        self.key, self.left, self.right, self.height = key, None, None, 1


def height(node):
    return node.height if node else 0


def update(node):
    node.height = 1 + max(height(node.left), height(node.right))
    return node


def rotate(node, side):
    other = "left" if side == "right" else "right"
    top = getattr(node, other)
    setattr(node, other, getattr(top, side))
    setattr(top, side, update(node))
    return update(top)


def balance(node):
    update(node)
    lean = height(node.left) - height(node.right)
    if lean > 1:
        if height(node.left.left) < height(node.left.right):
            node.left = rotate(node.left, "left")
        return rotate(node, "right")
    if lean < -1:
        if height(node.right.right) < height(node.right.left):
            node.right = rotate(node.right, "right")
        return rotate(node, "left")
    return node


def insert(node, key):
    if node is None: return Node(key)
    if key < node.key: node.left = insert(node.left, key)
    elif key > node.key: node.right = insert(node.right, key)
    return balance(node)


def walk(node):
    if node:
        yield from walk(node.left)
        yield node.key
        yield from walk(node.right)


def show(node, prefix="", link=""):
    if node:
        show(node.right, prefix + ("│   " if link == "└── " else "    "), "┌── ")
        print(prefix + link + str(node.key))
        show(node.left, prefix + ("│   " if link == "┌── " else "    "), "└── ")


root = None
for key in (50, 20, 70, 10, 30, 60, 80, 25, 35, 5, 1):
    root = insert(root, key)
show(root)
print(list(walk(root)))

ascending = None
for key in range(1, 128): ascending = insert(ascending, key)
print("127 keys in order give height", ascending.height, "root", ascending.key)


def floor(node, key):
    best = None
    while node:
        if node.key <= key: best, node = node.key, node.right
        else: node = node.left
    return best


print([floor(root, k) for k in (0, 1, 29, 55, 99)])
