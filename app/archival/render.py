"""Prints a location from its parts, each as its source printed it."""

from app.domain.location import ArchivalLocation

SEPARATOR = ", "
JOINER = " and "


def print_location(location: ArchivalLocation) -> str:
    """Print one place; a place that was not read is printed as it was written."""
    if location.repository is None:
        return location.as_written
    parts = [location.repository.as_written]
    parts += [f"{level.label} {level.value}" if level.label else level.value for level in location.levels]
    if leaves := location.leaves:
        parts.append(f"{leaves.label} {leaves.as_written}" if leaves.label else leaves.as_written)
    if location.note:
        parts.append(location.note)
    return SEPARATOR.join(parts)


def print_locations(locations: tuple[ArchivalLocation, ...]) -> str:
    """Print all places in their order, joined as the house joins them."""
    return JOINER.join(print_location(location) for location in locations)
