"""Find common office hours of a distributed team with fixed offsets."""
from datetime import datetime, time, timedelta, timezone

offices = {
    "Lisbon": timezone(timedelta(hours=0), "WET"),
    "Nairobi": timezone(timedelta(hours=3), "EAT"),
    "Bengaluru": timezone(timedelta(hours=5, minutes=30), "IST"),
    "Boston": timezone(timedelta(hours=-5), "EST"),
}
OPEN, CLOSE = time(8, 0), time(18, 0)

day = datetime(2024, 1, 16, tzinfo=timezone.utc)


def open_at(moment, zone):
    local = moment.astimezone(zone)
    return OPEN <= local.time() < CLOSE and local.weekday() < 5


slots = [day + timedelta(hours=n) for n in range(24)]
coverage = []
for slot in slots:
    present = [name for name, zone in offices.items() if open_at(slot, zone)]
    coverage.append((len(present), slot, present))

print("".join(str(count) for count, *_ in coverage))

best = max(count for count, *_ in coverage)
print(f"At most {best} of {len(offices)} offices are open at once:")
for count, slot, present in coverage:
    if count == best:
        locals_ = [f"{slot.astimezone(offices[n]):%H:%M} {n}" for n in present]
        print(f"  {slot:%H:%M} UTC = {', '.join(locals_)}")

parsed = datetime.fromisoformat("2024-01-16T23:45:00-05:00")
print(parsed.isoformat(), "->", parsed.astimezone(offices["Bengaluru"]).isoformat())
print("same instant:", parsed == parsed.astimezone(timezone.utc))
print("offset:", parsed.utcoffset(), "name:", offices["Nairobi"].tzname(None))
seconds = int((parsed - day).total_seconds())
print(f"{seconds} s since midnight UTC = {divmod(seconds, 3600)}")
