"""The construction platform tells a case by its status events: 3 accepted, 11 to 13 closed, 6/7 and 9/10 pauses."""

import pytest


def test_a_case_is_put_together_from_its_events(told):
    told.events("""
        case_no | code | at    | item | stage    | project_code
        A       | 1    | 03-02 | X    | 施工许可 | P1
        A       | 3    | 03-03 | X    | 施工许可 | P1
        A       | 3    | 03-05 | X    | 施工许可 | P1            # told accepted again: the earliest counts
        A       | 8    | 03-04 | X    | 施工许可 | P1
        A       | 11   | 03-09 | X    | 施工许可 | P1
        A       | 12   | 03-10 | X    | 施工许可 | P1            # the latest closing counts: due 03-10
        B       | 3    | 03-02 | Y    | 竣工验收 | P2
    """)
    told.figure("cases", period="all").shows("""
        platform | case_no | accepted_at | due_on | closed_at | status | item_code | missed
        gcjs     | B       | 03-02       | 03-09  |           | open   | Y         | yes
        gcjs     | A       | 03-03       | 03-10  | 03-10     | closed | X         | no
    """)
    told.figure("case_clock").shows("""
        case_no | received_at | stage    | project_code | result
        A       | 03-02       | 施工许可 | P1           | 12
        B       |             | 竣工验收 | P2           |
    """)
    told.figure("case_events", as_of="03-05").shows("""
        case_no | status_code | status_at | stage
        A       | 1           | 03-02     | 施工许可
        A       | 3           | 03-03     | 施工许可
        A       | 8           | 03-04     | 施工许可
        A       | 3           | 03-05     | 施工许可
        B       | 3           | 03-02     | 竣工验收
    """)


def test_events_are_read_up_to_the_as_of_day(told):
    told.export("04-30")
    told.events("""
        case_no | code | at
        A       | 3    | 03-02
        A       | 11   | 03-06     # closed in time
        A       | 13   | 03-20     # and again, late
        B       | 3    | 03-02
        B       | 2    | 03-20     # withdrawn only then
    """)
    told.figure("cases", period="all", as_of="03-13").shows("""
        case_no | closed_at | missed | is_open
        A       | 03-06     | no     | no
        B       |           | yes    | yes
    """)
    told.figure("cases", period="all", as_of="03-20").shows("""
        case_no | closed_at | missed
        A       | 03-20     | yes
    """)


@pytest.mark.parametrize("code", ["2", "14", "15"])
def test_withdrawn_and_revoked_cases_are_out_of_every_rate(told, code):
    told.events(f"""
        case_no | code   | at
        A       | 3      | 03-02
        A       | {code} | 03-04
    """)
    told.figure("case_clock").shows("""
        case_no | standing
        A       | withdrawn
    """)


@pytest.mark.parametrize("code", ["4", "5"])
def test_refused_before_or_after_the_acceptance_ends_a_case(told, code):
    told.events(f"""
        case_no | code   | at
        A       | {code} | 03-03
        B       | 3      | 03-02
        B       | {code} | 03-03
    """)
    told.figure("case_clock").shows("""
        case_no | standing
        A       | rejected
        B       | rejected
    """)


@pytest.mark.parametrize("code", ["11", "12", "13"])
def test_three_codes_close_a_case(told, code):
    told.events(f"""
        case_no | code   | at
        A       | 3      | 03-02
        A       | {code} | 03-09
    """)
    told.figure("cases", period="all").shows("""
        case_no | closed_at | status
        A       | 03-09     | closed
    """)
    told.figure("case_clock").shows(f"result\n{code}")


def test_supplements_and_special_procedures_are_pauses(told):
    told.events("""
        case_no | code | at
        A       | 3    | 03-02
        A       | 6    | 03-03     # supplement
        A       | 7    | 03-05
        A       | 9    | 03-05     # special procedure
        A       | 10   | 03-09
        B       | 3    | 03-02
        B       | 9    | 03-04     # never ended
        C       | 3    | 03-02
        C       | 6    | 03-03
        C       | 9    | 03-04     # one kind's end is no end of the other
        C       | 7    | 03-05
        C       | 10   | 03-06
    """)
    told.figure("case_pauses").shows("""
        case_no | pause_kind | start_on | end_on
        A       | 补正       | 03-03    | 03-05
        A       | 特别程序   | 03-05    | 03-09
        B       | 特别程序   | 03-04    |
        C       | 补正       | 03-03    | 03-05
        C       | 特别程序   | 03-04    | 03-06
    """)
    told.figure("cases", period="all", as_of="03-06").shows("""
        case_no | paused_days | is_open
        A       | 3           | yes
        B       | 2           | yes
        C       | 3           | yes
    """)


def test_pauses_that_meet_on_one_moment_are_two_pauses(told):
    told.events("""
        case_no | code | at
        A       | 3    | 03-02
        A       | 9    | 03-03
        A       | 10   | 03-05
        A       | 9    | 03-05     # the same moment: the end comes first
        A       | 10   | 03-10
    """)
    told.figure("cases", period="all").shows("""
        case_no | paused_days | due_on
        A       | 5           | 03-16
    """)
    told.figure("case_pauses").shows("""
        start_on | end_on
        03-03    | 03-05
        03-05    | 03-10
    """)


def test_a_pause_of_events_is_told_by_the_row_that_begins_it(told):
    told.events("""
        case_no | code | at
        A       | 3    | 03-02
        A       | 10   | 03-05
        B       | 7    | 03-05
    """)
    told.export("04-01")
    told.events("""
        case_no | code | at
        A       | 9    | 03-03
        A       | 9    | 03-05     # the moment of the end: the end comes first
        A       | 10   | 03-10
        B       | 6    | 03-05     # begun and ended at once
        B       | 6    | 03-09
    """)
    told.figure("case_pauses").shows("""
        case_no | pause_kind | start_on | end_on | import_id | line
        A       | 特别程序   | 03-03    | 03-05  | 002       | 2
        A       | 特别程序   | 03-05    | 03-10  | 002       | 3
        B       | 补正       | 03-05    | 03-05  | 002       | 5
        B       | 补正       | 03-09    |        | 002       | 6
    """)


def test_a_start_told_twice_without_an_end_between_is_one_start(told):
    told.events("""
        case_no | code | at
        A       | 3    | 03-02
        A       | 9    | 03-03
        A       | 9    | 03-04
        A       | 10   | 03-06
    """)
    told.figure("case_pauses").shows("""
        start_on | end_on
        03-03    | 03-06
    """)


def test_an_event_told_twice_counts_once_as_it_was_told_last(told):
    told.export("03-13")
    told.events("""
        case_no | code | at    | stage    | limit | unit | item_name
        A       | 3    | 03-02 | 施工许可 | 5     | 甲局 | 甲
    """)
    told.export("03-20")
    told.events("""
        case_no | code | at    | stage    | limit | unit | item_name
        A       | 3    | 03-02 | 竣工验收 | 8     | 乙局 | 乙
    """)
    told.figure("case_events").shows("""
        case_no | status_code | stage    | import_id
        A       | 3           | 竣工验收 | 002
    """)
    told.figure("cases").shows("""
        case_no | limit_days | unit_name | item_name
        A       | 8          | 乙局      | 乙
    """)


def test_an_event_of_two_exports_is_told_by_the_newer_though_it_was_imported_first(told):
    told.export("03-20")
    told.events("case_no | code | at | stage\nA | 1 | 03-02 | 竣工验收\nA | 1 | 03-04 | 竣工验收")
    told.export("03-13")
    told.events("case_no | code | at | stage\nA | 1 | 03-02 | 施工许可")
    told.figure("case_events").shows("""
        status_at | stage
        03-02     | 竣工验收
        03-04     | 竣工验收
    """)
    told.figure("case_clock").shows("received_at\n03-02")


def test_the_latest_event_says_what_a_case_is(told):
    told.events("""
        case_no | code | at    | unit | limit | statutory | stage | project_code | item_name | item
        A       | 3    | 03-02 | 甲局 | 5     | 20        | 一    | P1           | 旧        | X
        A       | 8    | 03-04 | 乙局 | 8     | 30        | 二    | P2           | 新        | Y
    """)
    told.figure("case_clock").shows("""
        unit_name | clock_limit | statutory_limit | stage | project_code | item_name | item_code
        乙局      | 8           | 30              | 二    | P2           | 新        | Y
    """)


def test_a_case_told_by_rows_and_by_events_is_what_the_rows_say(told):
    told.cases("case_no | accepted | platform\nA | 03-02 | gcjs\nA | 03-02 | nmg")
    told.events("""
        case_no | code | at
        A       | 3    | 03-09
        B       | 3    | 03-09
    """)
    told.figure("cases", period="all").shows("""
        platform | case_no | accepted_at
        gcjs     | A       | 03-02
        nmg      | A       | 03-02
        gcjs     | B       | 03-09
    """)


def test_a_case_withdrawn_on_the_day_of_its_acceptance_does_not_stay_open(told):
    told.events("""
        case_no | status_code | status_at
        A       | 3           | 03-02
        A       | 2           | 03-02        # days alone: at one moment the acceptance comes first
        B       | 3           | 03-02
        B       | 11          | 03-02
    """)
    told.figure("cases", period="all").shows("case_no | is_open\nB | no")
    told.figure("open_cases").shows("case_no")


def test_the_newest_event_tells_what_a_case_is(told):
    told.export("03-20")
    told.events("""
        case_no | code | at    | item | item_name | unit | region_code | limit | statutory | stage    | project_code
        A       | 1    | 03-02 | X    | 甲        | 甲局 | 150202      | 5     | 10        | 施工许可 | P1
        B       | 11   | 03-05 | X    | 甲        | 甲局 | 150202      | 5     | 10        | 施工许可 | P1
    """)
    told.export("03-27")
    told.events(
        """
        case_no | code | at    | item | item_name | unit | region_code | limit      | statutory   | stage    | project_code
        A       | 3    | 03-03 | Y    | 乙        | 乙局 | 150203      | 7 calendar | 14 calendar | 竣工验收 | P2
        B       | 3    | 03-04 | Y    | 乙        | 乙局 | 150203      | 7 calendar | 14 calendar | 竣工验收 | P2
    """,
        calendar="NL",
    )
    told.figure("case_clock", period="all").shows("""
        case_no | accepted_at | item_code | item_name | unit_name | area     | clock_limit | limit_unit | statutory_limit | statutory_unit | stage    | project_code | calendar | import_id | line
        A       | 03-03       | Y         | 乙        | 乙局      | 昆都仑区 | 7           | calendar   | 14              | calendar       | 竣工验收 | P2           | NL       | 002       | 2
        B       | 03-04       | X         | 甲        | 甲局      | 东河区   | 5           | working    | 10              | working        | 施工许可 | P1           | CN       | 001       | 3
    """)


def test_a_case_that_is_withdrawn_and_accepted_again_counts_but_for_the_days_between(told):
    told.export("04-30")
    told.events("""
        case_no | code | at
        A       | 3    | 03-02
        A       | 2    | 03-04 09:00
        A       | 3    | 03-06
        A       | 11   | 03-10
        A       | 14   | 03-12
        A       | 3    | 03-16           # its closing stands again
        B       | 5    | 03-03           # refused, and accepted the day after
        B       | 3    | 03-04
        C       | 3    | 03-04 12:00
        C       | 4    | 03-04 12:00     # at one moment the acceptance comes first, whatever its number
        D       | 11   | 03-04 12:00
        D       | 3    | 03-04 12:00
        E       | 2    | 03-04 12:00
        E       | 3    | 03-04 12:00
        F       | 12   | 03-05           # at one moment the highest number comes last
        F       | 11   | 03-05
        F       | 3    | 03-02
        G       | 8    | 03-05           # never accepted
    """)
    for as_of, shown in {
        "03-03": "case_no | closed_at\nA |\nF |",
        "03-05": "case_no | closed_at\nF | 03-05\nB |\nD | 03-04 12:00",
        "03-06": "case_no | closed_at\nA |\nF | 03-05\nB |\nD | 03-04 12:00",
        "03-11": "case_no | closed_at\nA | 03-10\nF | 03-05\nB |\nD | 03-04 12:00",
        "03-12": "case_no | closed_at\nF | 03-05\nB |\nD | 03-04 12:00",
        "03-15": "case_no | closed_at\nF | 03-05\nB |\nD | 03-04 12:00",
        "03-16": "case_no | closed_at\nA | 03-10\nF | 03-05\nB |\nD | 03-04 12:00",
    }.items():
        told.figure("cases", period="all", as_of=as_of).shows(shown)
    told.figure("case_clock").shows("""
        case_no | accepted_at | closed_at   | standing     | status    | result
        A       | 03-02       | 03-10       | counted      | closed    | 11
        B       | 03-04       |             | counted      | open      |
        C       | 03-04 12:00 |             | rejected     | rejected  |
        D       | 03-04 12:00 | 03-04 12:00 | counted      | closed    | 11
        E       | 03-04 12:00 |             | withdrawn    | withdrawn |
        F       | 03-02       | 03-05       | counted      | closed    | 12
        G       |             |             | not_accepted | open      |
    """)


def test_of_several_events_the_last_of_a_day_and_the_last_day_decide(told):
    told.events("""
        case_no | code | at
        A       | 3    | 03-02
        A       | 3    | 03-05           # told accepted again: it was open all the time
        A       | 11   | 03-10
        B       | 3    | 03-02
        B       | 12   | 03-05
        B       | 11   | 03-10           # the later closing, not the higher number
        C       | 3    | 03-02
        C       | 12   | 03-05 09:00
        C       | 11   | 03-05 17:00
        D       | 3    | 03-02
        D       | 2    | 03-05 09:00
        D       | 3    | 03-05 17:00     # back in the same evening
        E       | 3    | 04-02           # after the export: left out, and no case without it
    """)
    told.figure("cases", period="all", as_of="03-04").shows("case_no\nA\nB\nC\nD")
    told.figure("case_clock").shows("""
        case_no | closed_at   | result | standing
        A       | 03-10       | 11     | counted
        B       | 03-10       | 11     | counted
        C       | 03-05 17:00 | 11     | counted
        D       |             |        | counted
    """)
