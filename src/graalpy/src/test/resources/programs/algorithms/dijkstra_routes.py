"""Shortest routes in a small road network with a binary heap."""
import heapq

ROADS = """
Turin Milan 142
Turin Genoa 170
Milan Genoa 145
Milan Bologna 216
Genoa Pisa 165
Bologna Florence 105
Pisa Florence 85
Florence Rome 275
Bologna Ancona 215
Ancona Rome 300
Rome Naples 225
"""

graph = {}
for road in ROADS.split("\n"):
    if not road:
        continue
    a, b, km = road.split()
    graph.setdefault(a, {})[b] = int(km)
    graph.setdefault(b, {})[a] = int(km)

print(len(graph), "cities,", sum(map(len, graph.values())) // 2, "roads")


def dijkstra(start):
    distance, previous = {start: 0}, {}
    heap = [(0, start)]
    while heap:
        d, city = heapq.heappop(heap)
        if d > distance[city]:
            continue
        for neighbour, km in graph[city].items():
            candidate = d + km
            if candidate < distance.get(neighbour, float("inf")):
                distance[neighbour] = candidate
                previous[neighbour] = city
                heapq.heappush(heap, (candidate, neighbour))
    return distance, previous


distance, previous = dijkstra("Turin")
for city in sorted(distance, key=distance.get):
    path = [city]
    while path[-1] in previous:
        path.append(previous[path[-1]])
    print(f"{distance[city]:>4} km  {' > '.join(reversed(path))}")

# All pairs: which city is the most central?
totals = {city: sum(dijkstra(city)[0].values()) for city in graph}
centre = min(totals, key=totals.get)
print(f"most central: {centre} ({totals[centre] / (len(graph) - 1):.1f} km on average)")
farthest = max(((d, a, b) for a in graph for b, d in dijkstra(a)[0].items() if a < b))
print("farthest pair: {1} and {2}, {0} km".format(*farthest))
