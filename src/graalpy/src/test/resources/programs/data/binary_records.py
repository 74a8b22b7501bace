"""Pack sensor readings into a binary file, read them back, verify a checksum."""
import struct
import zlib
from pathlib import Path

HEADER = struct.Struct(">4sHH")
RECORD = struct.Struct("<Ihf?3x")

readings = [(1_700_000_000 + 60 * n, n * 37 % 101 - 50, n / 8, n % 3 == 0) for n in range(12)]

body = b"".join(RECORD.pack(*reading) for reading in readings)
data = HEADER.pack(b"SENS", 1, len(readings)) + body + struct.pack(">I", zlib.crc32(body))
path = Path("readings.bin")
path.write_bytes(data)
print(path.name, path.stat().st_size, "bytes, record size", RECORD.size)
print(data[:24].hex(" "))

raw = path.read_bytes()
magic, version, count = HEADER.unpack_from(raw)
print(magic, version, count)
if magic != b"SENS":
    raise SystemExit("not a sensor file")

end = HEADER.size + count * RECORD.size
decoded = list(RECORD.iter_unpack(raw[HEADER.size : end]))
(checksum,) = struct.unpack(">I", raw[end:])
print("checksum ok:", checksum == zlib.crc32(raw[HEADER.size : end]), f"{checksum:#010x}")

for stamp, temperature, voltage, alarm in decoded:
    print(stamp, f"{temperature:+4d}", f"{voltage:.3f}", "ALARM" if alarm else "", sep=" | ")

print("equal:", decoded == readings)

view = memoryview(bytearray(raw))
view[HEADER.size + 4] ^= 0xFF
damaged = bytes(view)
print("damage found:", zlib.crc32(damaged[HEADER.size : end]) != checksum)

packed = zlib.compress(raw, 9)
print("smaller when compressed:", len(packed) < len(raw), zlib.decompress(packed) == raw)
path.unlink()
