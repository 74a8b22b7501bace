# ends: stopped chunk_time_limit
print("HARMLESS: swallows what it can")
while True:
    try:
        while True:
            pass
    except BaseException:
        continue
    finally:
        continue
