"""The next compression: the shortest limit that most of an item's past cases would have met, counted by the clock."""


def test_the_shortest_limit_that_a_share_of_the_cases_would_have_met(told):
    told.under(ranking={"minimum_count": 20})
    told.items("""
        item | statutory | limit | unit
        A    | 20        | 10    | 甲局
    """)
    # Monday 2 March; the n-th working day after it: 03-03 is the first, 03-09 the fifth, 03-10 the sixth
    told.cases("""
        case_no | accepted | closed | statutory | limit | times
        a       | 03-02    | 03-02  | 20        | 10    | 4       # 0 days used
        b       | 03-02    | 03-04  | 20        | 10    | 14      # 2 days used
        c       | 03-02    | 03-09  | 20        | 10    | 1       # 5 days used
        d       | 03-02    | 03-10  | 20        | 10    | 1       # 6 days used
    """)
    told.figure("next_limits").shows("""
        item_code | unit_name | cases | promised_days | would_meet_days | share_met | ranked | saved_days
        A         | 甲局      | 20    | 10            | 5               | 19/20     | yes    | 10 - 5
    """)
    told.figure("next_limit_steps").shows("""
        item_code | limit_days | met | cases | share_met
        A         | 0          | 4   | 20    | 4/20
        A         | 2          | 18  | 20    | 18/20
        A         | 5          | 19  | 20    | 19/20
        A         | 6          | 20  | 20    | 1
    """)
    # Wilson, z = 1.96: 19 of 20 is between 0.7639 and 0.9911
    (row,) = told.figure("next_limits").rows()
    assert (round(row["low"], 4), round(row["high"], 4)) == (0.7639, 0.9911)


def test_the_share_is_a_setting(told):
    told.under(ranking={"minimum_count": 1}, limits={"next_share": 0.5})
    told.items("""
        item | statutory | limit
        A    | 20        | 10
    """)
    told.cases("""
        case_no | accepted | closed | limit
        1       | 03-02    | 03-03  | 10      # 1 day used: one of two is the half
        2       | 03-02    | 03-09  | 10
    """)
    told.figure("next_limits").shows("""
        item_code | cases | would_meet_days | share_met | saved_days
        A         | 2     | 1               | 1/2       | 9
    """)


def test_pauses_and_extensions_count_as_the_clock_counts_them(told):
    told.under(ranking={"minimum_count": 1})
    told.items("""
        item | statutory | limit
        P    | 20        | 10        # paused
        E    | 20        | 10        # extended
        L    | 20        | 10        # extended by more than was used
        S    | 20        | 10        # accepted on a Saturday, closed on the Monday: as soon as can be
        T    | 20        | 10        # the same, closed on the Tuesday
        M    | 20        | 10        # accepted on a Monday, closed the day after
    """)
    told.cases("""
        case_no | item | accepted | closed | limit | extension
        p       | P    | 03-02    | 03-10  | 10    |            # 6 working days, 3 of them paused
        e       | E    | 03-02    | 03-10  | 10    | 4          # 6 working days
        l       | L    | 03-02    | 03-04  | 10    | 4          # 2 working days
        s       | S    | 03-07    | 03-09  | 10    |
        t       | T    | 03-07    | 03-10  | 10    |
        m       | M    | 03-09    | 03-10  | 10    |
    """)
    told.pauses("""
        case_no | pause_start | pause_end
        p       | 03-03       | 03-06
    """)
    told.figure("next_limits").shows("""
        item_code | would_meet_days | saved_days
        L         | 0               | 10
        S         | 0               | 10
        M         | 1               | 9
        E         | 6 - 4           | 8
        T         | 2               | 8
        P         | 6 - 3           | 7
    """)


def test_where_nothing_is_proposed_nothing_is_saved(told):
    told.under(ranking={"minimum_count": 2}, limits={"immediate_counts": False})
    told.items("""
        item | statutory | limit
        A    | 20        | 10        # one case only
        B    | 20        | 1         # needs what is promised
        C    |           | 10        # no statutory limit: no share in the city's compression
        D    | 20        |           # nothing promised
        E    | 20        | 10        # no case
        F    | 20        | 10        # closed before it was accepted: measured nowhere
    """)
    told.cases("""
        case_no | item | accepted | closed | limit | times
        a       | A    | 03-02    | 03-03  | 10    | 1
        b       | B    | 03-02    | 03-03  | 1     | 2
        c       | C    | 03-02    | 03-03  | 10    | 2
        d       | D    | 03-02    | 03-03  |       | 2
        f       | F    | 03-05    | 03-03  | 10    | 2
        g       |      | 03-02    | 03-03  | 10    | 2       # of no item
        o       | A    | 03-02    |        | 10    | 2       # open
    """)
    told.figure("next_limits").shows("""
        item_code | cases | promised_days | would_meet_days | ranked | saved_days
        B         | 2     | 1             | 1               | yes    |
        C         | 2     | 10            | 1               | yes    |
        D         | 2     |               | 1               | yes    |
        A         | 1     | 10            | 1               | no     |
        E         | 0     | 10            |                 | no     |
        F         | 0     | 10            |                 | no     |
    """)


def test_items_that_only_cases_name_are_proposed_for_too(told):
    told.under(ranking={"minimum_count": 1})
    told.cases("""
        case_no | item | unit | accepted | closed | statutory | limit
        1       | A    | 甲局 | 03-02    | 03-04  | 20        | 10
        2       | A    | 乙局 | 03-02    | 03-03  | 20        | 5
    """)
    told.figure("next_limits").shows("""
        item_code | unit_name | cases | promised_days | would_meet_days | saved_days
        A         | 甲局      | 1     | 10            | 2               | 8
        A         | 乙局      | 1     | 5             | 1               | 4
    """)


def test_the_largest_saving_stands_first(told):
    told.under(ranking={"minimum_count": 1})
    told.items("""
        item | statutory | limit
        A    | 20        | 2
        B    | 20        | 9
        C    | 20        | 1         # nothing to save
        D    | 20        | 9
    """)
    told.cases("""
        case_no | item | accepted | closed | limit | times
        a       | A    | 03-02    | 03-03  | 2     | 1
        b       | B    | 03-02    | 03-03  | 9     | 1
        c       | C    | 03-02    | 03-03  | 1     | 1
        d       | D    | 03-02    | 03-03  | 9     | 2
    """)
    told.figure("next_limits").shows("""
        item_code | cases | saved_days
        D         | 2     | 8
        B         | 1     | 8
        A         | 1     | 1
        C         | 1     |
    """)
