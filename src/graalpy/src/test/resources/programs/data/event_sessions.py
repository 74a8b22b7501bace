"""Split a click stream into sessions by inactivity and describe them."""
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter, itemgetter

LOG = [
    ("ann", "2024-06-01 09:00:05", "/home"), ("bob", "2024-06-01 09:00:40", "/home"),
    ("ann", "2024-06-01 09:02:10", "/search"), ("ann", "2024-06-01 09:04:55", "/item/7"),
    ("bob", "2024-06-01 09:41:00", "/cart"), ("bob", "2024-06-01 09:42:30", "/pay"),
    ("ann", "2024-06-01 10:15:00", "/home"), ("eve", "2024-06-01 10:16:00", "/login"),
    ("eve", "2024-06-01 10:16:20", "/login"), ("eve", "2024-06-01 10:16:40", "/login"),
    ("ann", "2024-06-01 10:29:59", "/item/9"), ("bob", "2024-06-01 23:59:30", "/home"),
    ("bob", "2024-06-02 00:00:30", "/item/1"),
]
GAP = timedelta(minutes=30)


@dataclass
class Session:
    user: str
    start: datetime
    end: datetime
    pages: list = field(default_factory=list)

    @property
    def length(self):
        return self.end - self.start

    def __str__(self):
        return f"{self.user} {self.start:%d.%m. %H:%M} for {self.length} : {' > '.join(self.pages)}"


sessions = []
for user, clicks in groupby(sorted(LOG, key=itemgetter(0, 1)), key=itemgetter(0)):
    current = None
    for _, stamp, page in clicks:
        when = datetime.fromisoformat(stamp)
        if current is None or when - current.end > GAP:
            current = Session(user, when, when)
            sessions.append(current)
        current.end = when
        current.pages.append(page)

for session in sorted(sessions, key=attrgetter("start", "user")):
    print(session)

longest = max(sessions, key=attrgetter("length"))
print("longest:", longest.user, longest.length)

suspicious = [s.user for s in sessions if s.pages.count("/login") >= 3]
print("suspicious:", *suspicious)
bounced = sum(len(s.pages) == 1 for s in sessions)
print(f"bounce rate: {bounced / len(sessions):.0%}")
