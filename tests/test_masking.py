"""Personal data never reaches the disk in clear: not in rows, not in rejected rows, not in reasons."""

import pytest

from analytics.exports.personal.recogniser import masked_numbers, masked_pieces, masked_text
from analytics.settings import Privacy, Settings
from tests.export_files import read

NAME, OTHER_NAME = "张三丰", "李四光"
ID, PHONE, LANDLINE = "150202199001011234", "13812345678", "0472-5171234"
SECRETS = (NAME, OTHER_NAME, ID, PHONE, "5171234", "13987654321", "15020219900101123X")


def everything_on_disk(folder) -> bytes:
    """All bytes below `folder`, unpacked where Parquet packs them."""
    import duckdb

    found = b""
    for file in folder.rglob("*"):
        if file.is_file():
            found += file.read_bytes()
            if file.suffix == ".parquet":
                with duckdb.connect() as con:
                    found += str(con.read_parquet(str(file)).fetchall()).encode()
    return found


def cases(*rows: str) -> str:
    return "办件编号,受理时间,事项名称,申请人,身份证号,联系电话,启动理由,备注\n" + "\n".join(rows) + "\n"


def test_names_numbers_and_phones_are_masked_in_their_columns(tmp_path):
    reading = read(tmp_path, cases(f"A1,2021-3-5,许可,{NAME},{ID},{PHONE},,"))
    assert reading.rows("applicant") == ["张**"]
    rejected = read(tmp_path, cases(f"A1,2021-2-30,许可,{NAME},{ID},{PHONE},,"), "b.csv")
    assert rejected.rejected("cells") == [
        ["A1", "2021-2-30", "许可", "张**", "1502**********1234", "138****5678", "", ""]
    ]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"电话{PHONE}，请回复", "电话138****5678，请回复"),
        (f"{PHONE},13987654321", "138****5678,139****4321"),
        ("138 1234 5678", "138****5678"),
        ("１３８１２３４５６７８", "138****5678"),
        ("+8613812345678", "+86138****5678"),
        (f"座机{LANDLINE}", "座机0472-****234"),
        (f"身份证{ID}。", "身份证1502**********1234。"),
        ("15020219900101123X", "1502**********123X"),
        ("我叫李四光，住青山区", "我叫李**，住青山区"),
        ("联系人：李四", "联系人：李**"),
        ("本人李四光，反映", "本人李**，反映"),
        ("本人于昨日来电", "本人于昨日来电"),
        ("办件编号150202202103050001234567", "办件编号150202202103050001234567"),
        ("2021-03-05 10:12 共12345678元", "2021-03-05 10:12 共12345678元"),
    ],
)
def test_personal_data_inside_free_text_is_masked(tmp_path, text, kept):
    content = f'留言编号;留言时间;内容\n1;2021-3-5;"{text}"\n'
    assert read(tmp_path, content).rows("content") == [kept]


def test_the_own_name_is_masked_wherever_the_row_says_it(tmp_path):
    reading = read(tmp_path, cases(f"A1,2021-3-5,{NAME}住宅许可,{NAME},,,{NAME}申请听证,"))
    assert reading.rows("item_name", "pause_reason") == [("张**住宅许可", "张**申请听证")]


def test_nothing_personal_is_on_disk_in_any_file(tmp_path):
    rows = [
        f"A1,2021-3-5,许可,{NAME},{ID},{PHONE},{NAME}来电{LANDLINE},{OTHER_NAME}",
        f"A2,2021-2-30,许可,{NAME},{ID},{PHONE},{NAME}来电{LANDLINE},我叫{OTHER_NAME}",
        f"A3,tel {PHONE},许可,{NAME},{ID},{PHONE},,13987654321",
        f"A4,2021-3-5,许可,{NAME},{ID},{PHONE},,,{OTHER_NAME},15020219900101123X",  # shifted
        f'A5,2021-3-5,"许可,{NAME},{ID},{PHONE},,',  # a quote that never closes
        f"{NAME},{ID},{PHONE}",
    ]
    folder = tmp_path / "work"
    folder.mkdir()
    reading = read(folder, cases(*rows), hash_key=b"secret")
    assert (reading.export.accepted, reading.export.rejected) == (1, 5)
    (folder / "export.csv").unlink()
    kept = everything_on_disk(folder)
    for secret in SECRETS:
        assert secret.encode() not in kept, secret


def test_codes_are_never_masked(tmp_path):
    code = "150202199001011234567"
    reading = read(
        tmp_path, f"办件编号,受理时间,事项编码,统一社会信用代码\n{code},2021-3-5,{ID},{PHONE}\n{code},x,{ID},\n"
    )
    assert reading.rows("case_no", "item_code", "unit_code") == [(code, ID, PHONE)]
    assert reading.rejected("cells") == [[code, "x", ID, ""]]


def test_the_same_person_has_the_same_key_and_another_warehouse_another(tmp_path):
    content = cases(
        f"A1,2021-3-5,许可,{NAME},{ID},{PHONE},,",
        f"A2,2021-3-6,许可,{NAME},{ID},13987654321,,",
        f"A3,2021-3-6,许可,{NAME},,{PHONE},,",
        f"A4,2021-3-6,许可,{NAME},,{PHONE},,",
        "A5,2021-3-6,许可,,,,,",
    )
    by_id, again, by_phone, phone_again, nobody = read(tmp_path, content, hash_key=b"one").rows("applicant_key")
    assert by_id == again != by_phone == phone_again
    assert nobody is None
    assert read(tmp_path, content, "b.csv", hash_key=b"two").rows("applicant_key")[0] != by_id


def test_without_a_secret_key_nobody_is_recognisable(tmp_path):
    # An unkeyed hash of an ID number is found by trying them all.
    assert read(tmp_path, cases(f"A1,2021-3-5,许可,{NAME},{ID},{PHONE},,")).rows("applicant_key") == [None]


def test_the_settings_list_what_is_masked(tmp_path):
    settings = Settings(privacy=Privacy(mask=("id_number",)))
    content = cases(f"A1,2021-3-5,许可,{NAME},{ID},{PHONE},{PHONE},", f"A2,2021-2-30,许可,{NAME},{ID},{PHONE},,")
    reading = read(tmp_path, content, settings=settings)
    assert reading.rows("applicant", "pause_reason") == [(NAME, PHONE)]
    assert reading.rejected("cells")[0][3:6] == [NAME, "1502**********1234", PHONE]


def test_a_persons_number_is_masked_in_whatever_column_it_stands(tmp_path):
    header = "办件编号,受理时间,事项名称,受理单位,所属区划,办结结果,特别程序种类,备注\n"
    reading = read(tmp_path, f"{header}A1,2021-3-5,许可{PHONE},{ID},电话{PHONE},同意 {ID},听证{PHONE},\n")
    columns = ("item_name", "unit_name", "region_name", "result", "pause_kind")
    masked_id, masked_phone = "1502**********1234", "138****5678"
    assert reading.rows(*columns) == [
        (f"许可{masked_phone}", masked_id, f"电话{masked_phone}", f"同意 {masked_id}", f"听证{masked_phone}")
    ]


def test_the_columns_that_nobody_mapped_are_scanned_before_a_rejected_row_is_kept(tmp_path):
    header = "办件编号,受理时间,受理单位,窗口备注,回访记录\n"
    row = f"A1,2021-2-30,{ID},经办人李四光已联系业主娜仁托娅，车牌蒙B12345,邮箱li@qq.com 卡号6222020602001234567\n"
    assert read(tmp_path, header + row).rejected("cells") == [
        [
            "A1",
            "2021-2-30",
            "1502**********1234",
            "经办人李**已联系业主娜**，车牌蒙B****5",
            "邮箱l***@qq.com 卡号6222***********4567",
        ]
    ]


def test_units_places_and_things_are_no_persons(tmp_path):
    header = "办件编号,受理时间,事项名称,受理单位,所属区划\n"
    told = ("法定代表人变更登记", "安监局", "达尔罕茂明安联合旗")
    reading = read(tmp_path, header + f"A1,2021-3-5,{','.join(told)}\n")
    assert reading.rows("item_name", "unit_name", "region_name") == [told]


@pytest.mark.parametrize("nobody", ["市民", "包头市安泰物业公司"])
def test_an_applicant_who_is_no_person_leaves_the_texts_alone(tmp_path, nobody):
    text = f"{nobody}反映路灯不亮"
    reading = read(tmp_path, f"留言编号;留言时间;内容;留言人\n1;2021-3-5;{text};{nobody}\n")
    assert reading.rows("content") == [text]


def test_a_column_nobody_mapped_is_masked_by_what_its_header_says(tmp_path):
    header = "办件编号,受理时间,反映人,护照号码,反映人意见\n"
    assert read(tmp_path, header + "A1,2021-2-30,高原,E12345678,希望尽快办理\n").rejected("cells") == [
        ["A1", "2021-2-30", "高*", "E********", "希望尽快办理"]
    ]


def test_no_text_stays_in_memory_when_an_export_is_read(tmp_path):
    read(tmp_path, f"留言编号;留言时间;内容\n1;2021-3-5;我叫{NAME}，住青山区\n")
    assert [remembering.cache_info().currsize for remembering in (masked_text, masked_numbers, masked_pieces)] == [
        0,
        0,
        0,
    ]
