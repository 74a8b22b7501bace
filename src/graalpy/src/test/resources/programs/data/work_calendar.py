import calendar
from datetime import date, datetime, timedelta

HOLIDAYS = {
    date(2024, 1, 1): "New Year",
    date(2024, 5, 1): "Labour Day",
    date(2024, 12, 25): "Christmas",
    date(2024, 12, 26): "Boxing Day",
}


def is_working_day(day):
    return day.weekday() < 5 and day not in HOLIDAYS


def add_working_days(start, count):
    day = start
    step = timedelta(days=1 if count >= 0 else -1)
    while count != 0:
        day += step
        if is_working_day(day):
            count -= 1 if count > 0 else -1
    return day


def working_days(start, end):
    return sum(is_working_day(start + timedelta(days=n)) for n in range((end - start).days))


for month in range(1, 13):
    first = date(2024, month, 1)
    following = date(2024 + month // 12, month % 12 + 1, 1)
    print(f"{calendar.month_abbr[month]}: {working_days(first, following)} working days")

due = add_working_days(date(2024, 12, 20), 5)
print("Due:", due.strftime("%A, %d %B %Y"))
print("Back:", add_working_days(date(2024, 5, 2), -1))

for day, name in sorted(HOLIDAYS.items()):
    print(f"{day:%d %b}: {name} falls on {calendar.day_name[day.weekday()]}, week {day.isocalendar().week}")

begin = datetime(2024, 2, 28, 22, 30)
shift = timedelta(hours=8, minutes=45)
for n in range(4):
    end = begin + shift
    print(f"shift {n + 1}: {begin:%Y-%m-%d %H:%M} - {end:%H:%M}", "(over midnight)" if end.date() > begin.date() else "")
    begin = end + timedelta(hours=16)

print(calendar.month(2024, 2))
print("Fridays 13th:", [f"{date(2024, m, 13):%b}" for m in range(1, 13) if date(2024, m, 13).weekday() == 4])
