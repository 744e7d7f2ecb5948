"""What is found in a folder, and what of it may be read."""

from __future__ import annotations

import os
import time
import zipfile
from pathlib import Path

import pytest

from ckanext.govreport.core.discovery import Candidate, discover_folder, read_candidate, read_location
from ckanext.govreport.core.errors import GovReportError


def put(path: Path, data: bytes = b"<p>text</p>") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def names(candidates: list[Candidate]) -> list[str]:
    return [candidate.name for candidate in candidates]


def refusals(candidates: list[Candidate]) -> dict[str, str]:
    return {candidate.name: candidate.refusal.code for candidate in candidates if candidate.refusal}


def refusal_of(candidate: Candidate, allowed: list[Path]) -> str:
    with pytest.raises(GovReportError) as refusal:
        read_candidate(candidate, allowed)
    return refusal.value.code


def test_files_of_all_folders_below_are_found_in_order(tmp_path: Path) -> None:
    for name in ("b.html", "a/z.docx", "a/b/c.pdf", "0.txt"):
        put(tmp_path / name)
    candidates = discover_folder(tmp_path)
    locations = [Path(candidate.location).relative_to(tmp_path).as_posix() for candidate in candidates]
    assert locations == ["0.txt", "a/b/c.pdf", "a/z.docx", "b.html"]
    assert refusals(candidates) == {}
    assert read_candidate(candidates[0], [tmp_path]) == b"<p>text</p>"


def test_discovering_twice_gives_the_same_candidates(tmp_path: Path) -> None:
    for name in ("b.html", "a.html"):
        os.utime(put(tmp_path / name), (1_700_000_000, 1_700_000_000))
    first = discover_folder(tmp_path)
    assert discover_folder(str(tmp_path)) == first
    assert first[0].modified == "2023-11-14T22:13:20+00:00"


def test_what_editors_and_systems_leave_behind_is_passed_over(tmp_path: Path) -> None:
    clutter = ["~$报告.docx", ".DS_Store", "Thumbs.db", "desktop.ini", ".git/config", "__MACOSX/._报告.docx"]
    clutter += [
        "报告.docx.tmp",
        "报告.docx~",
        "manifest.csv",
        "README.md",
        "expected.jsonl",
        ".~lock.报告.docx#",
    ]
    for name in [*clutter, "报告.docx"]:
        put(tmp_path / name)
    assert names(discover_folder(tmp_path)) == ["报告.docx"]


def test_a_link_that_leads_out_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    secret = put(tmp_path / "outside" / "secret.html")
    inside = tmp_path / "inside"
    put(inside / "报告.html")
    (inside / "link.html").symlink_to(secret)
    (inside / "folder").symlink_to(secret.parent)
    candidates = discover_folder(inside)
    assert refusals(candidates) == {"link.html": "outside_folders", "folder": "outside_folders"}
    assert [refusal_of(c, [inside]) for c in candidates if c.refusal] == [
        "outside_folders",
        "outside_folders",
    ]
    assert names([candidate for candidate in candidates if not candidate.refusal]) == ["报告.html"]


def test_a_link_into_another_allowed_folder_is_read(tmp_path: Path) -> None:
    target = put(tmp_path / "other" / "报告.html", b"other")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "link.html").symlink_to(target)
    [candidate] = discover_folder(tmp_path / "mine", [tmp_path])
    assert read_candidate(candidate, [tmp_path]) == b"other"


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    put(tmp_path / "a" / "报告.html")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    (tmp_path / "a" / "self.html").symlink_to(tmp_path / "a" / "self.html")
    candidates = discover_folder(tmp_path)
    assert names(candidates) == ["self.html", "报告.html"]
    assert refusals(candidates) == {"self.html": "unreadable_file"}


def test_a_pipe_is_no_file_and_does_not_hold_up_the_others(tmp_path: Path) -> None:
    put(tmp_path / "报告.html")
    os.mkfifo(tmp_path / "pipe.html")
    assert names(discover_folder(tmp_path)) == ["报告.html"]
    start = time.monotonic()
    assert refusal_of(Candidate(str(tmp_path / "pipe.html")), [tmp_path]) == "unreadable_file"
    assert time.monotonic() - start < 1


@pytest.mark.parametrize("way", ["../secret.html", "a/../../secret.html", "/etc/hostname", "a\0b", ""])
def test_no_way_leads_out_of_the_allowed_folder(tmp_path: Path, way: str) -> None:
    put(tmp_path / "secret.html")
    inside = tmp_path / "inside"
    put(inside / "a" / "报告.html")
    for location in (os.path.join(inside, way), way):
        assert refusal_of(Candidate(location), [inside]) in ("outside_folders", "unreadable_file")
    assert refusal_of(Candidate(str(tmp_path / "secret.html")), [inside]) == "outside_folders"


def test_a_folder_whose_name_begins_like_an_allowed_one_is_outside(tmp_path: Path) -> None:
    put(tmp_path / "reports-private" / "报告.html")
    (tmp_path / "reports").mkdir()
    location = str(tmp_path / "reports-private" / "报告.html")
    assert refusal_of(Candidate(location), [tmp_path / "reports"]) == "outside_folders"


def test_without_allowed_folders_nothing_is_read(tmp_path: Path) -> None:
    assert refusal_of(Candidate(str(put(tmp_path / "报告.html"))), []) == "outside_folders"


def test_a_file_over_the_limit_is_refused_with_its_size(tmp_path: Path) -> None:
    put(tmp_path / "报告.html", b"x" * 11)
    with pytest.raises(GovReportError) as refusal:
        read_location(str(tmp_path / "报告.html"), [tmp_path], limit=10)
    assert (refusal.value.code, refusal.value.details) == ("too_large", {"size": 11, "limit": 10})
    assert read_location(str(tmp_path / "报告.html"), [tmp_path], limit=11) == b"x" * 11


def test_a_file_that_vanished_is_refused(tmp_path: Path) -> None:
    assert refusal_of(Candidate(str(tmp_path / "gone.html")), [tmp_path]) == "unreadable_file"
    with pytest.raises(GovReportError, match="cannot be opened"):
        discover_folder(tmp_path / "gone")


def test_names_in_gbk_are_shown_readably_and_found_again(tmp_path: Path) -> None:
    folder = os.path.join(os.fsencode(tmp_path), "乡镇".encode("gbk"))
    os.mkdir(folder)
    with open(os.path.join(folder, "青山乡.html".encode("gbk")), "wb") as file:
        file.write(b"gbk")
    [candidate] = discover_folder(tmp_path)
    assert candidate.location == f"{tmp_path}/乡镇/青山乡.html"
    assert read_candidate(candidate, [tmp_path]) == b"gbk"


def test_an_exclamation_mark_in_a_name_does_not_make_an_archive(tmp_path: Path) -> None:
    put(tmp_path / "重要!" / "报告!.html", b"mark")
    [candidate] = discover_folder(tmp_path)
    assert read_candidate(candidate, [tmp_path]) == b"mark"


def test_archives_in_a_folder_are_opened(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "乡镇.zip", "w") as archive:
        archive.writestr("青山乡.html", "town")
    put(tmp_path / "县.html")
    candidates = discover_folder(tmp_path)
    assert names(candidates) == ["青山乡.html", "县.html"]
    assert read_candidate(candidates[0], [tmp_path]) == b"town"


def test_a_damaged_archive_is_a_candidate_that_its_reader_refuses(tmp_path: Path) -> None:
    put(tmp_path / "broken.zip", b"PK\x03\x04 cut off")
    put(tmp_path / "报告.html")
    candidates = discover_folder(tmp_path)
    assert names(candidates) == ["broken.zip", "报告.html"]
    assert read_candidate(candidates[0], [tmp_path]) == b"PK\x03\x04 cut off"
