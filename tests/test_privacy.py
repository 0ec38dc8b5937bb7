"""Personal data on its whole way: whatever kind of file brings it, no file of the warehouse, no log and no spill says it in clear."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import openpyxl
import pytest

from analytics.exports.ready import scratch_database
from analytics.figures.workbook import workbook
from analytics.settings import ROOT, Privacy, Settings
from analytics.warehouse.imports import import_file
from analytics.warehouse.rejected import rejected_rows

pytestmark = pytest.mark.apart

NAMES = ("欧阳娜娜", "张三丰", "李四光")
IDS = ("150202199001011234", "15020219900101123X", "150202900101123")
PHONES = ("13812345678", "13987654321", "13712340987")
SPELLED = (*PHONES, "139-8765-4321", "137 1234 0987", "+8613812345678", "+86 139-8765-4321", "１３７１２３４０９８７")
ENCODINGS = ("utf-8", "gb18030", "utf-16-le")
HEADER = "办件编号,受理时间,事项名称,申请人,身份证号,联系电话,启动理由,备注"


def case_rows() -> list[str]:
    """Every person in every column, in rows that are accepted and in rows that are rejected for all kinds of faults."""
    persons = [(NAMES[n % 3], IDS[n % 3], phone) for n, phone in enumerate(SPELLED)]
    told = "{0}来电{2}，证件{1}，我叫{0}"
    sound = [f"A{n},2021-3-5,{p[0]}住宅许可,{p[0]},{p[1]},{p[2]},{told.format(*p)},{told.format(*p)}"
             for n, p in enumerate(persons)]  # fmt: skip
    broken = [f"B{n},2021-2-30,许可,{p[0]},{p[1]},{p[2]},{told.format(*p)}," for n, p in enumerate(persons)]
    shifted = [f"C{n},2021-3-5,许可,,{p[0]},{p[1]},{p[2]},,{p[0]},{p[1]},{p[2]}" for n, p in enumerate(persons)]
    misplaced = [f"D{n},tel {p[2]},许可,{p[0]},{p[1]},{p[2]},," for n, p in enumerate(persons)]
    return [*sound, *broken, *shifted, *misplaced, ",".join(persons[0]), f"E1,2021-3-5,许可,{NAMES[0]},{IDS[0]},\0,,"]


def clear_files(folder: Path) -> list[Path]:
    """An export of every kind and every way of reading, all about the same persons."""
    folder.mkdir()
    lines = [HEADER, *case_rows()]
    (folder / "fast.csv").write_text("\n".join(line for line in lines if "\0" not in line) + "\n", encoding="utf-8")
    careful = [*lines, f'F1,2021-3-5,许可,{NAMES[1]},{IDS[1]},{PHONES[1]},"{NAMES[1]}\n{PHONES[1]}",']
    (folder / "careful.csv").write_text("\n".join(careful) + "\n", encoding="utf-8")
    (folder / "chinese.csv").write_text("\n".join(lines) + "\n", encoding="gb18030")
    stray = f'G1,2021-3-5,"许可,{NAMES[2]},{IDS[2]},{PHONES[2]},,\n'
    (folder / "stray.csv").write_text("\n".join(lines[:3]) + "\n" + stray, encoding="utf-8")
    cells = [line.replace("\0", "").split(",") for line in lines]
    book = openpyxl.Workbook()
    for row in cells:
        book.active.append([int(cell) if cell in (*PHONES, IDS[2]) else cell for cell in row])
    book.save(folder / "book.xlsx")
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells)
    (folder / "page.xls").write_text(f"<html><body><table>{table}</table></body></html>", encoding="utf-8")
    told = [f"我叫{NAMES[n % 3]}，电话{phone}，身份证{IDS[n % 3]}" for n, phone in enumerate(SPELLED)]
    (folder / "messages.csv").write_text(
        "留言编号,留言时间,标题,内容,答复时间,答复意见,留言人,联系电话\n"
        + "".join(
            f"{n},2021-3-{'5' if n % 2 else '50'},{text},{text},2021-3-6,{text},{NAMES[n % 3]},{SPELLED[n]}\n"
            for n, text in enumerate(told)
        ),
        encoding="utf-8",
    )
    (folder / "ratings.csv").write_text(
        "办件编号,评价时间,满意度,文字评价,评价人\n"
        + "".join(f"A{n},2021-3-7,{'满意' if n % 2 else '?'},{text},{NAMES[n % 3]}\n" for n, text in enumerate(told)),
        encoding="utf-8",
    )
    (folder / "refused.csv").write_text("\n".join(case_rows()) + "\n", encoding="utf-8")
    return sorted(folder.iterdir())


def in_clear(content: bytes) -> list[str]:
    return [s for s in (*NAMES, *IDS, *SPELLED) if any(s.encode(encoding) in content for encoding in ENCODINGS)]


def kept_texts(folder: Path):
    """Every file below `folder` as it lies there and, where a format packs its texts, as it reads."""
    for file in sorted(folder.rglob("*")):
        if not file.is_file():
            continue
        yield file.name, file.read_bytes()
        with duckdb.connect() as con:
            if file.suffix == ".parquet":
                yield file.name, str(con.read_parquet(str(file)).fetchall()).encode()
            elif file.read_bytes()[8:12] == b"DUCK":
                con.execute(f"ATTACH '{file}' AS snapshot (READ_ONLY)")
                tables = con.execute(
                    "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = 'snapshot'"
                ).fetchall()
                for schema, name in tables:
                    rows = con.execute(f'SELECT * FROM snapshot."{schema}"."{name}"').fetchall()
                    yield f"{file.name} {name}", str(rows).encode()


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """A warehouse filled from the command line, the folder for temporary files, and all that was printed."""
    folder = tmp_path_factory.mktemp("privacy")
    files = clear_files(folder / "exports")
    for name in ("temporary", "warehouse"):
        (folder / name).mkdir()
    told = subprocess.run(
        [sys.executable, "-m", "analytics", "import", *map(str, files), "--warehouse", str(folder / "warehouse")],
        capture_output=True, cwd=ROOT, env={**os.environ, "TMPDIR": str(folder / "temporary"), "COLUMNS": "400"}, check=False,
    )  # fmt: skip
    return folder, files, told


def test_the_exports_say_everything_in_clear(imported):
    # Otherwise finding nothing afterwards would prove nothing.
    _, files, _ = imported
    assert set(in_clear(b"".join(file.read_bytes() for file in files))) == {*NAMES, *IDS, *SPELLED}


def test_no_clear_value_is_on_disk_after_imports_of_every_kind(imported):
    folder, files, told = imported
    manifests = list((folder / "warehouse").glob("imports/*/manifest.json"))
    assert len(manifests) == len(files) - 1, told.stderr.decode()[-2000:]  # one is refused
    pieces = list(kept_texts(folder / "warehouse"))
    assert len([name for name, _ in pieces if name.endswith(".parquet")]) > 20
    assert any(b"138****5678" in content for _, content in pieces)
    assert {name: found for name, content in pieces if (found := in_clear(content))} == {}
    assert {name: found for name, content in kept_texts(folder / "temporary") if (found := in_clear(content))} == {}


def test_no_clear_value_is_printed(imported):
    _, _, told = imported
    assert b"refused.csv" in told.stdout + told.stderr
    assert in_clear(told.stdout + told.stderr) == []


def test_no_clear_value_is_in_the_rejected_rows_to_download(imported):
    folder, _, _ = imported
    rejected = [
        rejected_rows(folder / "warehouse", file.parent.name).astype(str)
        for file in (folder / "warehouse").glob("imports/*/manifest.json")
    ]
    assert sum(map(len, rejected)) > 50
    assert in_clear("".join(frame.to_csv() for frame in rejected).encode()) == []


def test_what_does_not_fit_into_memory_is_unreadable_on_disk():
    with scratch_database(2048) as con:
        folder = Path(con.execute("SELECT current_setting('temp_directory')").fetchone()[0])
        con.execute("SET memory_limit = '40MB'")
        con.execute("SET threads = 1")
        con.execute(
            f"CREATE TABLE clear AS SELECT '{NAMES[0]}{IDS[0]}' || md5(i::VARCHAR) || md5((i + 1)::VARCHAR) AS text "
            "FROM range(1000000) AS numbers(i)"
        )
        spilled = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    assert len(spilled) > 10_000_000
    assert in_clear(spilled) == []
    assert not folder.exists()


def applicant_keys(file: Path, warehouse: Path, settings: Settings | None = None) -> dict[str, str | None]:
    result = import_file(file, warehouse, settings or Settings(), publishing=False)
    (part,) = result.manifest.parts
    with duckdb.connect() as con:
        rows = con.read_parquet(str(warehouse / "imports" / result.manifest.id / part["rows"]))
        key = "applicant_key" if "applicant_key" in rows.columns else "NULL"
        return dict(rows.project(f"case_no, {key}").fetchall())


def test_an_applicant_is_recognised_across_imports_and_not_across_warehouses(tmp_path):
    person = f"{NAMES[0]},{IDS[1]},{PHONES[0]}"
    for name, case_no in (("a.csv", "A1"), ("b.csv", "B1")):
        (tmp_path / name).write_text(f"{HEADER}\n{case_no},2021-3-5,许可,{person},,\n", encoding="utf-8")
    first = applicant_keys(tmp_path / "a.csv", tmp_path / "one")["A1"]
    assert first is not None
    assert applicant_keys(tmp_path / "b.csv", tmp_path / "one")["B1"] == first
    assert applicant_keys(tmp_path / "a.csv", tmp_path / "two")["A1"] != first


def test_what_came_back_masked_is_masked_once_and_recognises_nobody(tmp_path):
    # 李** with 139****4321 may be anyone: a key of it would make strangers one person.
    (tmp_path / "a.csv").write_text(
        f"{HEADER}\nA1,2021-2-30,许可,{NAMES[2]},{IDS[0]},{PHONES[1]},,\nA2,2021-3-5,许可,{NAMES[2]},,{PHONES[1]},,\n",
        encoding="utf-8",
    )
    result = import_file(tmp_path / "a.csv", tmp_path / "warehouse", Settings(), publishing=False)
    rows = rejected_rows(tmp_path / "warehouse", result.manifest.id)
    again = rows.assign(受理时间="2021-02-28")
    (tmp_path / "again.xlsx").write_bytes(workbook(again, {}))
    assert applicant_keys(tmp_path / "again.xlsx", tmp_path / "warehouse") == {"A1": None}
    still = rows.assign(受理时间="2021-02-31")
    (tmp_path / "still.xlsx").write_bytes(workbook(still, {}))
    result = import_file(tmp_path / "still.xlsx", tmp_path / "warehouse", Settings(), publishing=False)
    columns = ["申请人", "身份证号", "联系电话"]
    twice = rejected_rows(tmp_path / "warehouse", result.manifest.id)[columns]
    assert twice.values.tolist() == rows[columns].values.tolist() == [["李**", "1502**********1234", "139****4321"]]


@pytest.mark.parametrize("unmasked", ["applicant_name", "id_number", "phone", "free_text"])
def test_each_entry_of_the_setting_masks_its_own_field(tmp_path, unmasked):
    kept = {"applicant_name": NAMES[1], "id_number": IDS[0], "phone": PHONES[0], "free_text": PHONES[2]}
    (tmp_path / "a.csv").write_text(
        f"{HEADER}\nA1,2021-2-30,许可,{NAMES[1]},{IDS[0]},{PHONES[0]},,电话{PHONES[2]}\n", encoding="utf-8"
    )
    mask = tuple(field for field in kept if field != unmasked)
    result = import_file(
        tmp_path / "a.csv", tmp_path / "warehouse", Settings(privacy=Privacy(mask=mask)), publishing=False
    )
    text = rejected_rows(tmp_path / "warehouse", result.manifest.id).to_csv()
    assert {field for field, value in kept.items() if value in text} == {unmasked}


@pytest.mark.expects_the_unexpected
def test_a_bug_is_told_without_what_it_quotes(tmp_path, monkeypatch, capsys):
    from analytics import __main__ as command_line
    from analytics.commands import printing

    def broken() -> None:
        raise ValueError(f"could not cast {NAMES[0]} {PHONES[0]}")

    monkeypatch.setattr(command_line, "app", broken)
    monkeypatch.setattr(printing, "_in_use", [tmp_path])
    with pytest.raises(SystemExit) as ended:
        command_line.main()
    said = capsys.readouterr()
    assert ended.value.code == 1
    log = (tmp_path / "errors.log").read_text(encoding="utf-8")
    assert "broken" in log
    assert in_clear((said.out + said.err + log).encode()) == []
