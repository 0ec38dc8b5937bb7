"""Which cells hold personal data, and the SQL that masks them before anything reaches the disk."""

from __future__ import annotations

import re

from analytics.exports.cleaning.columns import FieldColumns
from analytics.exports.recognising.headers import normalised
from analytics.literals import literal

_NAMES = re.compile(
    r"姓名|申请人|联系人|留言人|留言用户|投诉人|咨询人|评价人|法人|法定代表人|经办人|代理人|负责人|applicant|fullname|surname"
    r"|(?:户主|来电人|反映人|举报人|求助人|信访人|当事人|收件人)$"
)
_IDS = re.compile(r"证件号|身份证|护照|通行证|银行卡|卡号|idnumber|idcard|zjhm|sfzh")
_PHONES = re.compile(r"电话|手机|联系方式|phone|mobile|lxdh|sjhm|lxrsj")


class Masks:
    """The masking of one table, by the privacy settings."""

    def __init__(self, fields: FieldColumns, hash_key: bytes) -> None:
        self.fields = fields
        self.hash_key = hash_key
        self.mask = set(fields.settings.privacy.mask)
        self.roles = self._roles()
        self.persons = self._persons()

    def _roles(self) -> dict[int, str]:
        """What each column holds: a form of its field, or what its header says of a person."""
        found = self.fields.found
        roles: dict[int, str] = {}
        for index, text in enumerate(found.header):
            header = normalised(text)
            for role, pattern in (("id_number", _IDS), ("phone", _PHONES), ("name", _NAMES)):
                if pattern.search(header):
                    roles.setdefault(index, role)
        for name, index in found.columns.items():
            roles[index] = self.fields.form(name)
        return roles

    def free_text(self, x: str) -> str:
        return f"masked_text({self._without_own_person(x)})" if "free_text" in self.mask else x

    def _without_own_person(self, x: str) -> str:
        """SQL of `x` with the name, ID number and phone of the row's own person masked, wherever they stand in it."""
        for number in range(len(self.persons)):
            x = f"replace({x}, sought_{number}, shown_{number})"
        return x

    def own_persons(self) -> list[str]:
        """SQL of what is sought of the row's own person in its texts, and of what is shown instead: once for all texts."""
        columns = []
        for number, (cell, mask, shortest) in enumerate(self.persons):
            columns.append(f"CASE WHEN worth_seeking({cell}, {shortest}) THEN {cell} ELSE '' END AS sought_{number}")
            columns.append(f"coalesce({mask}({cell}), '') AS shown_{number}")
        return columns

    def _persons(self) -> list[tuple[str, str, int]]:
        """The cells that say who the row is about: SQL, masking macro, shortest text that is worth looking for."""
        kept = {"name": "applicant_name", "id_number": "id_number", "phone": "phone"}
        shortest = {"name": 2, "id_number": 7, "phone": 7}
        mapped = {index: name for name, index in self.fields.found.columns.items()}
        return [
            (f"x_{mapped[index]}" if index in mapped else f"c{index}", f"masked_{role}", shortest[role])
            for index, role in self.roles.items()
            if role in kept and kept[role] in self.mask
        ]

    def _by_role(self, role: str, x: str) -> str:
        if role == "name":
            return f"masked_name({x})" if "applicant_name" in self.mask else x
        if role == "id_number":
            return f"masked_id_number({x})" if "id_number" in self.mask else x
        if role == "phone":
            return f"masked_phone({x})" if "phone" in self.mask else x
        if role in ("code", "plain"):
            return x
        return self.free_text(x)

    def stored(self, name: str) -> str:
        """SQL of what is kept of a field."""
        form = self.fields.form(name)
        value = self.fields.kept(name)
        if form == "text":
            text = self._without_own_person(value) if name == "item_name" else value
            return f"masked_numbers({text})" if "free_text" in self.mask else text
        if form in ("private", "name", "id_number", "phone"):
            return self._by_role(form, value)
        return value

    def fault_values(self, faults: str) -> str:
        """SQL of a list of faults with their offending texts masked as their columns are.

        One lambda for all of them: a pattern is compiled once and not once for every fault.
        """
        codes = sorted({name for name in self.fields.present if self.fields.form(name) == "code"})
        known = ", ".join(literal(name) for name in codes) or "NULL"
        code = "fault.value"
        if self._has_names():
            code = "CASE WHEN looks_like_name(fault.value) THEN masked_name(fault.value) ELSE fault.value END"
        beyond = f"array_to_string({self.extra_cells()}, ' | ')"
        masked = (
            f"CASE WHEN fault.code = 'too_many_cells' THEN {beyond} "
            f"WHEN fault.field IN ({known}) THEN {code} ELSE {self.free_text('fault.value')} END"
        )
        told = f"struct_pack(code := fault.code, field := fault.field, value := {masked})"
        return f"list_transform({faults}, lambda fault: {told})"

    def cells(self, width: int) -> str:
        """SQL of a row's cells, each masked by what its column holds. One lambda for all of them, as above."""
        listed = ", ".join(f"c{index}" for index in range(width))
        roles = {index: self.roles.get(index, "private") for index in range(width)}
        branches = "".join(
            f" WHEN place IN ({', '.join(str(index + 1) for index in holders)}) THEN {self._cell(role)}"
            for role in sorted(set(roles.values()))
            if (holders := [index for index, own in roles.items() if own == role])
        )
        return f"list_transform([{listed}], lambda cell, place: coalesce(CASE{branches} END, ''))"

    def _cell(self, role: str) -> str:
        """SQL of one cell of a rejected row. Where cells may have shifted, nobody knows what a cell holds."""
        masked = self._by_role(role, "cell")
        if role in ("name", "id_number", "phone") or not self.mask:
            return masked
        if role == "code" and self._has_names():
            masked = f"CASE WHEN looks_like_name(cell) THEN masked_name(cell) ELSE {masked} END"
        return f"CASE WHEN extra IS NOT NULL OR damage IS NOT NULL THEN {self._shifted('cell')} ELSE {masked} END"

    def _has_names(self) -> bool:
        return "name" in self.roles.values() and "applicant_name" in self.mask

    def _shifted(self, x: str) -> str:
        text = self.free_text(x)
        if self._has_names():
            text = f"CASE WHEN looks_like_name({x}) THEN masked_name({x}) ELSE names_masked({text}) END"
        return f"coalesce({text}, '')"

    def extra_cells(self) -> str:
        """SQL of the cells beyond the header, as a list."""
        return f"coalesce(list_transform(extra, lambda cell: {self._shifted('cell')}), CAST([] AS VARCHAR[]))"

    def applicant_key(self) -> str:
        """SQL of a keyed hash of the ID number, else of name and phone; NULL without a key or a person.

        NULL too where what it would be made of comes back masked, in mended rows: 李** with 139****4321 may be several people.
        """
        present = self.fields.present
        names = [name for name in ("applicant_id", "applicant", "applicant_phone") if name in present]
        if not names or not self.hash_key:
            return "NULL"
        parts = {name: f"x_{name}" if name in present else "CAST(NULL AS VARCHAR)" for name in names}
        identity = f"upper({parts['applicant_id']})" if "applicant_id" in parts else "CAST(NULL AS VARCHAR)"
        person = [f"coalesce({parts[name]}, '')" for name in ("applicant", "applicant_phone") if name in parts]
        known = ", ".join(parts.values())
        text = " || '|' || ".join(person) if person else "''"
        key = literal(self.hash_key.hex())
        masked = f"contains(coalesce({identity}, {text}), '*')"
        return f"CASE WHEN coalesce({known}) IS NOT NULL AND NOT {masked} THEN sha256({key} || coalesce('id|' || {identity}, 'person|' || {text})) END"
