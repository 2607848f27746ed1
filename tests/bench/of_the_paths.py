"""Counting and tracing paths: the shipped model, layered graphs, and a real network with cycles.

The real network is the import graph of pandas: modules that import each other, as published with its
sources. It comes with the tests' environment, so nothing is fetched.
"""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from itertools import islice
from typing import Any

import grimp
import networkx as nx

from model import load_model, paths

_FIRST = 50
_LAYERS = 10
_FAN = 4


def run() -> None:
    """Print the table; times in milliseconds, the best of three, memory in MiB."""
    graphs = {
        "Mangomoment": [_build_shipped()],
        "layered": [_build_layers(nodes // _LAYERS) for nodes in (1_000, 10_000)],
        "imports of pandas": [_build_imports("pandas")],
    }
    print(f"\n{'graph':20}{'nodes':>8}{'edges':>9}{'count':>12}{'paths':>14}", end="")
    print(f"{'first 50':>12}{'through':>12}{'memory':>10}")
    for name, sizes in graphs.items():
        for graph, start, end in sizes:
            count, counting = _time(partial(paths.count_paths, graph, [start], [end]))
            find_first = partial(_find_first, graph, start, end)
            _, tracing = _time(find_first)
            via = _choose_via(graph, start, end)
            _, passing = _time(partial(paths.count_paths, graph, [start], [end], via=via))
            memory = _measure_memory(find_first)
            number = f"{int(count):.3g}" if count.is_exact else f">= {int(count):.3g}"
            print(
                f"{name:20}{graph.number_of_nodes():8}{graph.number_of_edges():9}{counting:12.2f}{number:>14}"
                f"{tracing:12.2f}{passing:12.2f}{memory:10.2f}"
            )


def _build_shipped() -> tuple[nx.DiGraph[str], str, str]:
    edges = ((edge.source, edge.target) for edge in load_model().edges)
    return nx.DiGraph(edges), "leadership-climate", "loyalty-patients"


def _build_layers(width: int) -> tuple[nx.DiGraph[str], str, str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(f"{layer}-{place}" for layer in range(_LAYERS) for place in range(width))
    graph.add_edges_from(
        (f"{layer}-{place}", f"{layer + 1}-{(place + step) % width}")
        for layer in range(_LAYERS - 1)
        for place in range(width)
        for step in range(_FAN)
    )
    return graph, "0-0", f"{_LAYERS - 1}-{13 % width}"


def _build_imports(package: str) -> tuple[nx.DiGraph[str], str, str]:
    imports = grimp.build_graph(package)
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted(imports.modules))
    for module in sorted(imports.modules):
        graph.add_edges_from(
            (module, other) for other in sorted(imports.find_modules_directly_imported_by(module))
        )
    return (
        graph,
        "pandas.io.excel._base",
        "pandas._libs.lib" if "pandas._libs.lib" in graph else "pandas.errors",
    )


def _find_first(graph: nx.DiGraph[str], start: str, end: str) -> list[paths.Path]:
    return list(islice(paths.find_paths(graph, [start], [end]), _FIRST))


def _choose_via(graph: nx.DiGraph[str], start: str, end: str) -> list[str]:
    first = next(paths.find_paths(graph, [start], [end]))
    return [first.nodes[len(first.nodes) // 2]]


def _time(work: Callable[[], Any]) -> tuple[Any, float]:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        value = work()
        times.append(1000 * (time.perf_counter() - start))
    return value, min(times)


def _measure_memory(work: Callable[[], Any]) -> float:
    tracemalloc.start()
    work()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 2**20
