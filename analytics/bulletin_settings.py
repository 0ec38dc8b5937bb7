"""What bulletins (通报) say that no figure tells, and how they are numbered (domain.md 10)."""

from __future__ import annotations

from pydantic import Field

from analytics.section import Section


class Bulletins(Section):
    """Numbering, lengths of lists, and the wording that a bulletin begins with; each of it can be changed before it is issued.

    `send_to` are the addresses that `send` mails documents to.
    """

    prefix: str = Field(default="包审政数通", max_length=40)
    longest: int = Field(default=20, ge=1, le=500)
    copy_to: str = ""
    send_to: tuple[str, ...] = ()
    addressee: str = "各旗县区人民政府、各有关部门"
    problems_overdue: str = (
        "部分单位超期办件未及时清零，个别办件超期时间较长；特别程序未及时录入，导致系统计时与实际办理不符。"
    )
    problems_messages: str = "部分单位留言答复不及时，差评整改未在规定时限内完成，回访未全覆盖。"
    required_overdue: str = (
        "请各单位对照附件逐件核查，立即办结超期办件；确需延期或启动特别程序的，依法履行手续并及时录入系统。"
    )
    required_messages: str = "请各单位落实首接负责制，在规定时限内答复留言，对差评逐件核实、整改并回访。"
