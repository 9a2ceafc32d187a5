#!/usr/bin/env python3
"""Writes coast-110m.bin, coast-50m.bin and borders-50m.bin from the npm package world-atlas 2.0.2.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python3 maps/convert.py package maps

The package holds shapes of Natural Earth 4.1, which are in the public domain, as TopoJSON. What is written is read by
`src/figure/map/outline.rs`: for each line its number of points, then the points as differences to the one before, in
hundredths of a degree (longitude, latitude), the first one to 0, 0. All numbers are variable-length integers, seven bits
a byte, low ones first; signed ones are folded (0, -1, 1, -2 …). A closed line ends with its first point. Lines that cross
the meridian of 180 degrees go on beyond it; the ring of Antarctica, which goes round the pole, is closed along it.
"""

import json
import sys
from pathlib import Path


def arcs_of(topology):
    """The arcs in degrees."""
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
        arcs.append(points)
    return arcs


def joined(arcs, ring):
    """A ring of arcs as one closed line."""
    line = []
    for index in ring:
        points = arcs[index] if index >= 0 else arcs[~index][::-1]
        line.extend(points if not line else points[1:])
    return line


def polygons(geometry):
    if geometry["type"] == "Polygon":
        return [geometry["arcs"]]
    if geometry["type"] == "MultiPolygon":
        return geometry["arcs"]
    return [polygon for inner in geometry.get("geometries", []) for polygon in polygons(inner)]


def coast(path):
    """Every ring of the land; lakes in it, such as the Caspian Sea, are rings of their own."""
    topology = json.loads(path.read_text())
    arcs = arcs_of(topology)
    return [joined(arcs, ring) for polygon in polygons(topology["objects"]["land"]) for ring in polygon]


def borders(path):
    """Arcs that two countries share."""
    topology = json.loads(path.read_text())
    owners = {}
    for at, country in enumerate(topology["objects"]["countries"]["geometries"]):
        for polygon in polygons(country):
            for ring in polygon:
                for index in ring:
                    owners.setdefault(index if index >= 0 else ~index, set()).add(at)
    arcs = arcs_of(topology)
    return [arcs[index] for index in sorted(owners) if len(owners[index]) > 1]


def unwound(line):
    """The same line without jumps from 180 to -180 degrees."""
    turn, out = 0, []
    for before, (x, y) in zip([line[0]] + line, line):
        turn += 360 * ((x - before[0] < -180) - (x - before[0] > 180))
        out.append((x + turn, y))
    return out


def round_the_pole(line):
    """A ring that ends a turn from where it began is closed along the south pole."""
    (first, _), (last, _) = line[0], line[-1]
    return line if abs(last - first) < 180 else line + [(last, -90), (first, -90), line[0]]


def varint(number):
    out = bytearray()
    while True:
        low, number = number & 127, number >> 7
        out.append(low | (128 if number else 0))
        if not number:
            return out


def encoded(lines):
    out = bytearray()
    for line in map(unwound, lines):
        if line[0][1] == line[-1][1] and (line[0][0] - line[-1][0]) % 360 == 0:
            line = round_the_pole(line)
        points = [(round(x * 100), round(y * 100)) for x, y in line]
        kept = [points[0]] + [point for before, point in zip(points, points[1:]) if point != before]
        if len(kept) < 2 or (line[0] == line[-1] and len(kept) < 4):
            continue
        out += varint(len(kept))
        before = (0, 0)
        for point in kept:
            for now, last in zip(point, before):
                step = now - last
                out += varint(step * 2 if step >= 0 else -step * 2 - 1)
            before = point
    return bytes(out)


def main():
    package, target = Path(sys.argv[1]), Path(sys.argv[2])
    for name, lines in {
        "coast-110m": coast(package / "land-110m.json"),
        "coast-50m": coast(package / "land-50m.json"),
        "borders-110m": borders(package / "countries-110m.json"),
        "borders-50m": borders(package / "countries-50m.json"),
    }.items():
        data = encoded(lines)
        (target / f"{name}.bin").write_bytes(data)
        print(f"{name}: {len(lines)} lines, {sum(map(len, lines))} points, {len(data)} bytes")


main()
