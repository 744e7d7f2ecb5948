"""The reader from a shell."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import pty
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from ckanext.govreport.core.cli import main
from ckanext.govreport.core.codebook import codebook

COMMAND = [sys.executable, "-m", "ckanext.govreport.core.cli"]
SAMPLES = Path(__file__).parents[1] / "samples"
GOOD = str(SAMPLES / "huaian_city_2024.pdf")
WRONG_TOTALS = str(SAMPLES / "hongze_district_2023.pdf")
BAD = str(SAMPLES / "bad" / "empty.html")


def _json_lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_readable_file_ends_with_0_and_a_summary(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", GOOD, "--lang", "zh"]) == 0
    out = capsys.readouterr().out
    assert "机关: 淮安市人民政府" in out
    assert "年度: 2024" in out
    assert "三、收到和处理政府信息公开申请情况" in out
    assert "3119" in out
    assert "没有发现问题" in out


def test_a_refused_file_ends_with_1_and_one_sentence_that_names_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["read", BAD, "--lang", "en"]) == 1
    assert capsys.readouterr().err == f"{BAD}: the file is empty\n"
    assert main(["read", BAD, "--lang", "zh"]) == 1
    assert capsys.readouterr().err == f"{BAD}: 文件是空的\n"


def test_a_refused_file_does_not_stop_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", BAD, GOOD, "--format", "jsonl"]) == 1
    refused, read = _json_lines(capsys)
    assert (refused["ok"], refused["report"], refused["error"]["code"]) == (False, None, "empty_file")
    assert (read["ok"], read["error"], read["report"]["year"]) == (True, None, 2024)


def test_strict_ends_with_2_on_findings_of_severity_error() -> None:
    assert main(["read", WRONG_TOTALS]) == 0
    assert main(["read", WRONG_TOTALS, "--strict"]) == 2
    assert main(["read", GOOD, "--strict"]) == 0


def test_a_file_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "nowhere.pdf", "--format", "jsonl"]) == 1
    assert "nowhere.pdf" in capsys.readouterr().err


def test_json_lines_have_the_promised_shape(capsys: pytest.CaptureFixture[str]) -> None:
    main(["read", WRONG_TOTALS, "--format", "jsonl"])
    (answer,) = _json_lines(capsys)
    assert set(answer) >= {"file", "ok", "report", "figures", "findings", "error"}
    assert answer["file"] == WRONG_TOTALS
    figures = {(figure["indicator"], figure["applicant"]): figure for figure in answer["figures"]}
    assert {figure["state"] for figure in answer["figures"]} <= {
        "reported",
        "blank",
        "not_applicable",
        "unclear",
    }
    assert figures["charges_amount", None]["value"] == 7730.28
    assert figures["requests_received", "total"]["value"] == 21
    assert {indicator for indicator, _ in figures} <= set(codebook().indicators)
    assert {applicant for _, applicant in figures if applicant} == set(codebook().applicants)
    assert figures["requests_received", "total"]["place"].keys() >= {"page", "table", "row", "column"}
    finding = answer["findings"][-1]
    assert set(finding) == {"code", "severity", "place", "zh", "en", "details"}


def test_json_is_one_object_for_one_file_and_a_list_for_several(capsys: pytest.CaptureFixture[str]) -> None:
    main(["read", GOOD, "--format", "json"])
    assert json.loads(capsys.readouterr().out)["report"]["agency"] == "淮安市人民政府"
    main(["read", GOOD, GOOD, "--format", "json"])
    assert len(json.loads(capsys.readouterr().out)) == 2


def test_csv_has_one_head_and_a_row_for_every_figure(capsys: pytest.CaptureFixture[str]) -> None:
    main(["read", GOOD, GOOD, "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 2 * 201
    assert {row["state"] for row in rows} == {"reported"}
    row = next(row for row in rows if row["indicator"] == "charges_amount")
    assert (row["value"], row["unit"], row["agency"]) == (row["raw"], "万元", "淮安市人民政府")


def test_an_old_report_has_its_table_in_the_summary(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(SAMPLES / "pingtan_county_2013.html"), "--lang", "zh"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["表式:", "福建省2011年统计表"] in lines
    assert ["受理依申请公开信息总数", "7", "28"] in lines


def test_the_codebook_is_printed_as_csv_or_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codebook"]) == 0
    printed = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["code"] for row in printed] == list(codebook().indicators)
    assert main(["codebook", "--crosswalk", "--format", "json"]) == 0
    comparisons = json.loads(capsys.readouterr().out)
    assert {each["relation"] for each in comparisons} == {"same", "close", "not_comparable"}


def test_an_archive_is_read_member_by_member(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    packed = tmp_path / "reports.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(GOOD, "2024/huaian.pdf")
        archive.write(BAD, "empty.html")
    assert main(["read", str(packed), "--format", "jsonl"]) == 1
    assert [(answer["file"], answer["ok"]) for answer in _json_lines(capsys)] == [
        (f"{packed}!2024/huaian.pdf", True),
        (f"{packed}!empty.html", False),
    ]


def test_several_processes_give_the_same_answer_in_the_same_order(capsys: pytest.CaptureFixture[str]) -> None:
    files = [GOOD, BAD, WRONG_TOTALS]
    assert main(["read", *files, "--format", "jsonl"]) == 1
    alone = _json_lines(capsys)
    assert main(["read", *files, "--format", "jsonl", "--jobs", "2"]) == 1
    assert _json_lines(capsys) == alone


@pytest.mark.parametrize("jobs", ["0", "-1", "many"])
def test_a_number_of_processes_that_cannot_be_is_refused(jobs: str) -> None:
    with pytest.raises(SystemExit):
        main(["read", GOOD, "--jobs", jobs])


def test_hints_are_used_where_the_report_is_silent(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    silent = tmp_path / "report.html"
    text = (SAMPLES / "sample_qingchuan_city_2023.html").read_bytes().decode()
    silent.write_text(
        text.replace("示例省青川市人民政府", "").replace("2023年政府信息", "政府信息"), encoding="utf-8"
    )
    assert main(["read", str(silent), "--agency", "示例市财政局", "--year", "2022", "--format", "jsonl"]) == 0
    (answer,) = _json_lines(capsys)
    assert answer["report"]["agency"] == "示例市财政局"


def test_the_command_is_installed() -> None:
    command = Path(sys.executable).with_name("govreport")
    answer = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    assert answer.stdout.startswith("govreport ")


def test_a_bar_is_drawn_on_a_terminal_and_nowhere_else() -> None:
    files = [GOOD, BAD, GOOD]
    quiet = subprocess.run(
        [*COMMAND, "read", *files, "--lang", "en"], capture_output=True, text=True, check=False
    )
    assert quiet.stderr == f"{BAD}: the file is empty\n"
    terminal, screen = pty.openpty()
    with subprocess.Popen([*COMMAND, "read", *files], stdout=subprocess.DEVNULL, stderr=screen):
        os.close(screen)
        shown = b""
        with contextlib.suppress(OSError):  # the terminal is gone when the command is
            while more := os.read(terminal, 4096):
                shown += more
    os.close(terminal)
    assert b"3/3" in shown
    assert b"[##########" in shown


def test_an_interrupted_command_ends_with_one_line() -> None:
    files = [GOOD] * 400
    with subprocess.Popen(
        [*COMMAND, "read", *files, "--jobs", "2", "--format", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as command:
        assert command.stdout
        assert command.stderr
        command.stdout.readline()
        os.killpg(command.pid, signal.SIGINT)
        command.stdout.read()
        assert command.stderr.read().strip() == "interrupted"
        assert command.wait() == 130


def test_who_stops_reading_the_output_sees_no_error() -> None:
    with subprocess.Popen(
        [*COMMAND, "read", *[GOOD] * 60, "--format", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as command:
        assert command.stdout
        assert command.stderr
        command.stdout.readline()
        command.stdout.close()
        assert command.stderr.read() == ""
        assert command.wait() == 0


@pytest.mark.parametrize("seconds", ["0", "-1", "soon", "nan"])
def test_a_time_that_cannot_be_is_refused(seconds: str) -> None:
    with pytest.raises(SystemExit):
        main(["read", GOOD, "--timeout", seconds])
