"""Extract an outline, the links and the visible text from a page."""
from html import unescape
from html.parser import HTMLParser

PAGE = """<!DOCTYPE html>
<html><head><title>Caf&eacute; &amp; Bar</title><style>h1 { color: red }</style></head>
<body>
<h1>Menu</h1>
<p>Open <b>daily</b> from 8&nbsp;to&nbsp;22. <a href="/map?x=1&amp;y=2">Find us</a><br/>
<h2 id="drinks">Drinks</h2>
<ul><li>Tea<li>Coffee <a href='#top'>up</a></ul>
<!-- not shown -->
<h2>Food</h2>
<script>var a = "<h2>no</h2>";</script>
<h3>Soup &#9829;</h3>
</body></html>
"""


class Outline(HTMLParser):
    HIDDEN = {"script", "style"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.stack, self.headings, self.links, self.words = [], [], [], []
        self.comments = 0

    def handle_starttag(self, tag, attrs):
        if tag not in ("br", "li", "p"):
            self.stack.append(tag)
        if tag == "a":
            self.links.append(dict(attrs).get("href"))
        if tag[0] == "h" and tag[1:].isdigit():
            self.headings.append((int(tag[1:]), "", dict(attrs).get("id")))

    def handle_endtag(self, tag):
        while self.stack and tag in self.stack and self.stack.pop() != tag:
            pass

    def handle_data(self, data):
        current = self.stack[-1] if self.stack else ""
        if current in self.HIDDEN:
            return
        if current[:1] == "h" and current[1:].isdigit():
            level, text, anchor = self.headings[-1]
            self.headings[-1] = (level, text + data.strip(), anchor)
        self.words.extend(data.split())

    def handle_comment(self, data):
        self.comments += 1


outline = Outline()
for start in range(0, len(PAGE), 17):
    outline.feed(PAGE[start : start + 17])
outline.close()

for level, text, anchor in outline.headings:
    print("  " * (level - 1) + text + (f" (#{anchor})" if anchor else ""))
print("links:", outline.links)
print("words:", len(outline.words), outline.words[:4])
print("comments:", outline.comments, "open tags:", outline.stack)
print(unescape("&lt;b&gt; &#x41;&copy; &nosuch;"))
