"""Persons in texts: who is found, what is left alone, measured on labelled sentences; fast, and the same in SQL."""

import time
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from analytics.exports.cleaning.canonical import prepare
from analytics.exports.personal import recogniser
from analytics.exports.personal.name_shape import is_name
from analytics.exports.personal.recogniser import masked_numbers, masked_pieces, masked_text, personal_stretches

LABELLED = sorted((Path(__file__).parent / "personal").glob("*.tsv"))


@dataclass(frozen=True)
class Labelled:
    kind: str
    text: str
    marks: tuple[tuple[int, int], ...]


def labelled(file: Path) -> list[Labelled]:
    """The sentences of a file: kind, text without its marks, the places between them."""
    sentences = []
    for line in file.read_text(encoding="utf-8").splitlines()[1:]:
        kind, marked = line.split("\t")
        text, marks = "", []
        for sign in marked:
            if sign == "⟨":
                marks.append((len(text), -1))
            elif sign == "⟩":
                marks[-1] = (marks[-1][0], len(text))
            else:
                text += sign
        sentences.append(Labelled(kind, text, tuple(marks)))
    return sentences


SENTENCES = [sentence for file in LABELLED for sentence in labelled(file)]


def signs(text: str, start: int, end: int) -> set[int]:
    """The letters and digits of a stretch; what separates them is nobody's secret."""
    return {at for at in range(start, end) if text[at].isalnum()}


def missed(sentence: Labelled) -> list[str]:
    """The marks of which a letter or digit stays."""
    found = [signs(sentence.text, each.start, each.end) for each in personal_stretches(sentence.text)]
    covered = set().union(*found)
    return [sentence.text[a:b] for a, b in sentence.marks if not signs(sentence.text, a, b) <= covered]


def wrong(sentence: Labelled) -> list[str]:
    """What is masked though a letter or digit of it is in no mark."""
    personal = set().union(*(signs(sentence.text, a, b) for a, b in sentence.marks))
    stretches = personal_stretches(sentence.text)
    return [sentence.text[s.start : s.end] for s in stretches if not signs(sentence.text, s.start, s.end) <= personal]


def test_the_labelled_sentences_are_many_and_balanced():
    assert len({sentence.text for sentence in SENTENCES}) == len(SENTENCES) >= 600
    nobody = [sentence for sentence in SENTENCES if not sentence.marks]
    assert len(nobody) >= 0.4 * len(SENTENCES)
    assert {s.kind for s in nobody} == {"nobody"}
    kinds = [sentence.kind for sentence in SENTENCES]
    assert all(kinds.count(kind) >= 10 for kind in ("name", "mongol", "id", "phone", "card", "paper", "mail", "plate"))


def test_ninety_nine_of_a_hundred_persons_are_found_and_hardly_anything_else(capsys):
    misses = {sentence.text: found for sentence in SENTENCES if (found := missed(sentence))}
    mistakes = {sentence.text: found for sentence in SENTENCES if (found := wrong(sentence))}
    marks = sum(len(sentence.marks) for sentence in SENTENCES)
    masks = sum(len(personal_stretches(sentence.text)) for sentence in SENTENCES)
    recall = 1 - sum(map(len, misses.values())) / marks
    precision = 1 - sum(map(len, mistakes.values())) / masks
    told = "\n".join(
        [f"recall {recall:.2%} of {marks}, precision {precision:.2%} of {masks}"]
        + [f"missed {names} in {text}" for text, names in misses.items()]
        + [f"masked {texts} in {text}" for text, texts in mistakes.items()]
    )
    print(told)
    assert recall >= 0.99, told
    assert precision >= 0.97, told


@pytest.mark.parametrize("kind", ["id", "phone", "card", "paper", "mail", "plate"])
def test_no_number_of_a_person_is_missed(kind):
    assert {s.text: found for s in SENTENCES if s.kind == kind and (found := missed(s))} == {}


def test_what_was_masked_is_masked_once():
    assert {s.text for s in SENTENCES if masked_text(masked_text(s.text)) != masked_text(s.text)} == set()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("联系人：朱 军", "联系人：朱**"),
        ("业主阿拉坦其其格来电", "业主阿**来电"),
        ("我叫买买提·艾力，", "我叫买**，"),
        ("尊敬的王建国局长：您好", "尊敬的王**局长：您好"),
        ("身份证 150202 1990 0101 0049", "身份证 1502**********0049"),
        ("身份证１５０２０２１９９００１０１００４９", "身份证1502**********0049"),
        ("150202197109302511" + "13947256789", "1502**********2511139****6789"),
        ("电话1 3 8 4 7 2 1 2 3 4 5", "电话138****2345"),
        ("0472-5123456转801", "0472-****456"),
        ("400-810-1234", "400****234"),
        ("卡号6214 8301 2345 6789 012", "卡号6214***********9012"),
        ("护照E12345678", "护照E******78"),
        ("军官证军字第2001988号", "军官证军字第*****88号"),
        ("邮箱zhangsan@163.com", "邮箱z***@163.com"),
        ("蒙B·D1234F堵门", "蒙B*****F堵门"),
        ("微信号lao_zhang_1975", "微信号l***********"),
    ],
)
def test_what_is_kept_tells_nobody_who_it_was(text, kept):
    assert masked_text(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "我是居民，反映噪音",
        "李主任说等文件下来",
        "统一社会信用代码91150202MA0N123451",
        "事项编码11150200011540000XJ4000118001",
        "办件编号150202199001010049",  # would pass for an ID number but for the word before it
        "注册号150202000012345",
        "共12345678元，13812345678元",
        "法院判令13,812,345,678元",
        "2021-03-05至2021-06-30",
        "12345、12315、110",
        "达尔罕茂明安联合旗百灵庙镇",
        "包头市万科物业服务有限公司",
    ],
)
def test_what_is_no_person_stays(text):
    assert masked_text(text) == text


def test_in_a_shifted_row_whatever_looks_like_a_name_is_taken_for_one():
    assert [text for text in ("高原", "欧阳娜娜", "阿拉坦其其格", "包头市", "2021-3-5", "A1", "") if is_name(text)] == [
        "高原", "欧阳娜娜", "阿拉坦其其格"
    ]  # fmt: skip
    assert masked_pieces("李四光|高原,E12345678 许可") == "李**|高**,E******78 许可"


@pytest.fixture
def con():
    with duckdb.connect() as con:
        prepare(con)
        yield con


def test_sql_masks_as_the_recogniser_does_and_skips_nothing(con):
    texts = [sentence.text for sentence in SENTENCES] + ["", "张", "12", "车蒙B1A2C3"]
    con.execute("CREATE TABLE texts AS SELECT unnest(?) AS text", [texts])
    rows = con.execute("SELECT text, masked_text(text), masked_numbers(text) FROM texts").fetchall()
    assert [row for row in rows if row != (row[0], masked_text(row[0]), masked_numbers(row[0]))] == []


def test_nothing_stays_nothing(con):
    asked = "SELECT masked_text(NULL), masked_numbers(NULL), looks_like_name(NULL), masked_text('')"
    assert con.execute(asked).fetchone() == (None, None, None, "")


def test_each_distinct_text_is_looked_at_once(con, monkeypatch):
    looked: list[str] = []
    real = recogniser.personal_stretches
    monkeypatch.setattr(recogniser, "personal_stretches", lambda text: looked.append(text) or real(text))
    con.execute("CREATE TABLE many AS SELECT '第' || (i % 7) || '号窗口王小明来电' AS text FROM range(100000) AS r(i)")
    masked = con.execute("SELECT DISTINCT masked_text(text) FROM many").fetchall()
    assert len(masked) == 7
    assert sorted(set(looked)) == sorted(looked)[:: len(looked) // 7]
    assert len(looked) <= 14  # two threads may meet the same text


@pytest.mark.parametrize(
    "piece", ["张三、", "王 ", "呼和", "a", "1", "业主", "13812345678", "阿·", "身份证", "a@", "@", "(男,", "签名："]
)
def test_a_text_of_any_length_takes_time_in_proportion(piece):
    def seconds(count: int) -> float:
        """The least of three: a collection of garbage may fall into one. A text that was seen is remembered, so each is another."""
        taken = []
        for number in range(3):
            begun = time.process_time()
            masked_text(f"{piece * count}{number}")
            taken.append(time.process_time() - begun)
        return min(taken)

    masked_text("王小明来电")  # reads the dictionary
    once, eightfold = seconds(2_000), seconds(16_000)
    assert eightfold < 30 * once + 0.2  # sixty-four times, if it were quadratic
