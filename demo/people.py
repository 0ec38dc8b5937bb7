"""Invented people: names, telephone numbers, identity numbers and companies. None of them can exist."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Texts = NDArray[np.object_]

_SURNAMES = np.array(
    list("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"), dtype=object
)
_GIVEN = np.array(list("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰飞红建国文斌宇浩凯欣雨晨志"), dtype=object)
_MONGOLIAN = np.array(
    ["巴特尔", "乌日娜", "其其格", "苏日娜", "额尔敦", "阿拉坦", "萨仁", "布和", "斯琴", "哈斯"], dtype=object
)
_BRANDS = np.array(list("鹿鼎恒瑞华远宏达金源盛泰安博鑫昌瑞丰"), dtype=object)
_TRADES = np.array(["商贸", "建筑工程", "餐饮管理", "运输", "机械制造", "稀土材料", "农牧业", "信息技术"], dtype=object)
_PREFIXES = np.array(["138", "139", "150", "158", "186", "187", "177", "199"], dtype=object)
_WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
_CHECK = "10X98765432"


def names(rng: np.random.Generator, count: int) -> Texts:
    """Names of people, one in twelve Mongolian."""
    first = _SURNAMES[rng.integers(0, len(_SURNAMES), count)]
    second = _GIVEN[rng.integers(0, len(_GIVEN), count)]
    third = _GIVEN[rng.integers(0, len(_GIVEN), count)]
    third[rng.random(count) < 0.25] = ""
    mongolian = _MONGOLIAN[rng.integers(0, len(_MONGOLIAN), count)]
    return np.where(rng.random(count) < 1 / 12, mongolian, first + second + third)


def companies(rng: np.random.Generator, count: int) -> Texts:
    """Names of companies."""
    brand = _BRANDS[rng.integers(0, len(_BRANDS), count)] + _BRANDS[rng.integers(0, len(_BRANDS), count)]
    return "包头市" + brand + _TRADES[rng.integers(0, len(_TRADES), count)] + "有限公司"


def phones(rng: np.random.Generator, count: int) -> Texts:
    """Mobile numbers in the usual shape."""
    digits = rng.integers(10_000_000, 99_999_999, count)
    return _PREFIXES[rng.integers(0, len(_PREFIXES), count)] + digits.astype(str).astype(object)


def identity_numbers(rng: np.random.Generator, count: int) -> Texts:
    """18 characters in the shape of an identity number, no two alike, all with a wrong check digit: nobody has them."""
    region = rng.choice([150202, 150203, 150204, 150207, 150221], count).astype(np.int64)
    number = rng.permutation(count)
    serial = number // 10 * 11 % (50 * 12 * 28)  # ten people a birthday
    birthday = (1955 + serial // 336) * 10_000 + (1 + serial % 12) * 100 + 1 + serial // 12 % 28
    body = region * 100_000_000_000 + birthday * 1_000 + number % 10 * 100 + rng.integers(0, 100, count)
    digits = (body[:, None] // 10 ** np.arange(16, -1, -1, dtype=np.int64)) % 10
    wrong = ((digits * _WEIGHTS).sum(axis=1) + 5) % 11
    check = np.array(list(_CHECK), dtype=object)[wrong]
    return body.astype(str).astype(object) + check
