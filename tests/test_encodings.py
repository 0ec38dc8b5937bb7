"""Every encoding is read as what it is, or the file is refused with the key that tells it; nothing is read as GB18030 by mistake."""

import itertools

import pytest

from analytics.errors import ExportRefused
from analytics.exports import FAULTS
from analytics.exports.reading.encodings import encoding_of
from tests.export_files import read

OFFICES = {
    "German": [
        "Baubehörde Köln",
        "Straßenverkehrsamt Düsseldorf",
        "Bürgeramt Süd",
        "Gesundheitsamt Würzburg",
        "Prüfstelle",
    ],
    "French": ["Mairie d'Évreux", "Préfecture de l'Hérault", "Urbanisme et forêt", "État civil élection", "Façade"],
    "Spanish": ["Urbanización y Medio Ambiente", "Hacienda de Logroño", "Educación", "Atención al ciudadano", "Cádiz"],
    "Portuguese": ["Câmara Municipal", "Secretaria de São Paulo", "Educação", "Habitação", "Órgão de licenças"],
    "Dutch": ["Burgerzaken", "Coördinatie", "Financiën", "Vergunningen", "Ruimte"],
    "Swedish": ["Miljöförvaltningen", "Byggnadsnämnden", "Malmö", "Göteborg", "Åre kommun"],
    "Danish": ["Teknik og Miljø", "Børn og Unge", "Økonomi", "Sønderborg", "Næstved"],
    "Polish": ["Wydział Architektury", "Urząd Miasta Łódź", "Geodezja Śródmieście", "Obsługa", "Ochrona środowiska"],
    "Czech": ["Stavební úřad", "Odbor životního prostředí", "Matrika Plzeň", "Živnostenský úřad", "Ústí nad Labem"],
    "Hungarian": ["Győri Járási Hivatal", "Építésügyi Osztály", "Pénzügyi Főosztály", "Szociális ügyek", "Közlekedés"],
    "Romanian": ["Primăria Bucureşti", "Direcţia Urbanism", "Timişoara", "Asistenţă socială", "Stare civilă"],
    "Lithuanian": ["Statybų skyrius", "Šiaulių miestas", "Švietimo įstaiga", "Žemės ūkis", "Socialinė parama"],
    "Russian": ["Управление архитектуры", "Отдел социальной защиты", "Земельный комитет", "МФЦ Иркутск", "ЗАГС"],
    "Mongolian": ["Нийслэлийн Засаг дарга", "Газрын алба", "Татварын хэлтэс", "Нийгмийн даатгал", "Улаанбаатар"],
    "Greek": ["Πολεοδομία Αθηνών", "Διεύθυνση Οικονομικών", "Ληξιαρχείο", "Δήμος Πειραιά", "Τμήμα Αδειών"],
    "Turkish": ["İmar Müdürlüğü", "Şişli Belediyesi", "Çevre Koruma", "Zabıta", "Ruhsat ve Denetim Müdürlüğü"],
    "English": ["Planning – North", "Café licences", "Children’s services", "Parks", "Housing"],
    "Chinese": ["住房和城乡建设局", "市场监督管理局", "喆镕镇人民政府", "医疗保障局", "“放管服”办公室"],
}
WIDE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
OWN = {
    ("German", "French", "Spanish", "Dutch"): ["cp1252", "iso8859-15", "cp850"],
    ("Portuguese", "Swedish", "Danish"): ["cp1252", "iso8859-1"],
    ("Polish", "Czech", "Hungarian"): ["cp1250", "iso8859-2"],
    ("Romanian",): ["cp1250"],
    ("Lithuanian",): ["cp1257"],
    ("Russian",): ["cp1251", "koi8-r", "cp866", "iso8859-5"],
    ("Mongolian",): ["cp1251"],
    ("Greek",): ["cp1253", "iso8859-7"],
    ("Turkish",): ["cp1254"],
    ("English",): ["cp1252"],
    ("Chinese",): ["gb18030", "gbk"],
}
FILES = [
    *(
        (language, encoding, rows)
        for languages, own in OWN.items()
        for language in languages
        for encoding in own
        for rows in (5, 200)
    ),
    *((language, encoding, 5) for language, encoding in itertools.product(("Chinese", "Russian", "French"), WIDE)),
]


def listing(offices, rows):
    lines = ["case_no;accepted_at;unit_name"]
    lines += [f"A{row:05};2021-03-{row % 28 + 1:02};{offices[row % len(offices)]}" for row in range(rows)]
    return "\r\n".join(lines) + "\r\n"


@pytest.mark.parametrize(("language", "encoding", "rows"), FILES)
def test_the_offices_of_every_language_come_out_as_they_were_written(tmp_path, language, encoding, rows):
    file = tmp_path / "export.csv"
    text = listing(OFFICES[language], rows)
    file.write_bytes(text.encode(encoding))
    assert file.read_bytes().decode(encoding_of(file)).lstrip("\ufeff") == text


def test_there_are_more_than_sixty_such_files():
    assert len(FILES) > 60


@pytest.mark.parametrize(
    ("language", "encoding"), [("French", "cp1252"), ("Russian", "cp1251"), ("Chinese", "utf-32-be")]
)
def test_the_rows_of_a_file_keep_its_letters(tmp_path, language, encoding):
    reading = read(tmp_path, listing(OFFICES[language], 5).encode(encoding))
    assert reading.rows("unit_name") == OFFICES[language]


def test_the_only_accent_may_stand_in_the_last_of_many_rows(tmp_path):
    content = listing(["Parks"], 60_000) + "Z1;2021-03-05;Préfecture\r\n"
    assert read(tmp_path, content.encode("cp1252")).rows("unit_name")[-1] == "Préfecture"


def test_one_rare_character_in_chinese_stays_chinese(tmp_path):
    assert read(tmp_path, listing(["喆"], 1).encode("gb18030")).rows("unit_name") == ["喆"]


def test_letters_that_two_code_pages_know_are_asked_about(tmp_path):
    content = "case_no;accepted_at;unit_name\nA1;2021-03-05;ñ\nA2;2021-03-05;ñ\nA3;2021-03-05;ñ\nA4;2021-03-05;ñ\n"
    with pytest.raises(ExportRefused, match=r"neither UTF-8 nor GB18030.*encoding = \"cp1252\""):
        read(tmp_path, content.encode("cp1252"))


def test_an_encoding_that_the_mapping_names_is_not_asked_about(tmp_path):
    mapping = tmp_path / "lugo.toml"
    mapping.write_text('kind = "cases"\nplatform = "lugo"\nencoding = "cp1252"\n', encoding="utf-8")
    content = "case_no;accepted_at;unit_name\nA1;2021-03-05;ñ\n"
    assert read(tmp_path, content.encode("cp1252"), mapping=mapping).rows("unit_name") == ["ñ"]


def test_a_few_bytes_that_nothing_explains_cost_their_rows_only_and_the_reason_names_the_key(tmp_path):
    content = listing(["Parks"], 20).encode() + b"Z1;2021-03-05;\xff\xfe\xfd\r\n"
    reading = read(tmp_path, content)
    assert (reading.export.accepted, reading.faults()) == (20, [[("undecodable", "")]])
    assert "(encoding)" in FAULTS["undecodable"]


def test_a_page_is_read_in_the_encoding_that_it_declares(tmp_path):
    page = (
        '<html><head><meta charset="windows-1252"></head><table><tr><td>case_no</td><td>accepted_at</td><td>unit_name</td></tr>'
        + "<tr><td>A1</td><td>2021-03-05</td><td>ñ</td></tr>" * 3
        + "</table></html>"
    )
    assert read(tmp_path, page.encode("cp1252"), "page.xls").rows("unit_name") == ["ñ"] * 3
