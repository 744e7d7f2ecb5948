"""A place that holds reports → candidates."""

from .folder import discover_folder
from .manifest import discover_manifest, read_manifest
from .model import Candidate
from .place import discover_place
from .reading import read_candidate, read_location
from .titles import Judgement, judge_title

__all__ = [
    "Candidate",
    "Judgement",
    "discover_folder",
    "discover_manifest",
    "discover_place",
    "judge_title",
    "read_candidate",
    "read_location",
    "read_manifest",
]
