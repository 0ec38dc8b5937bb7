-- Personal data -> what may be kept: 张*, 1502**********1234, 138****5678.

CREATE OR REPLACE MACRO masked_name(x) AS
    CASE WHEN x IS NOT NULL THEN x[1] || repeat('*', greatest(length(x) - 1, 1)) END;

CREATE OR REPLACE MACRO masked_id_number(x) AS
    CASE
        WHEN length(x) >= 12 THEN x[:4] || repeat('*', length(x) - 8) || x[-4:]
        WHEN x IS NOT NULL THEN x[1] || repeat('*', greatest(length(x) - 1, 1))
    END;

CREATE OR REPLACE MACRO masked_phone(x) AS
    CASE
        WHEN length(x) >= 11 THEN x[:3] || repeat('*', length(x) - 7) || x[-4:]
        WHEN x IS NOT NULL THEN repeat('*', greatest(length(x) - 2, 1)) || x[-2:]
    END;

-- Inside texts the recogniser of analytics/exports/personal looks; what cannot hold anything personal never gets there.
CREATE OR REPLACE MACRO masked_numbers(x) AS
    CASE
        WHEN regexp_matches(x, '[0-9０-９](?:[^0-9０-９]{0,2}[0-9０-９]){2}|[@＠]|(?i:微信|weixin|wechat|wx|vx|qq|抖音)') THEN mask_numbers(x)
        ELSE x
    END;

CREATE OR REPLACE MACRO masked_text(x) AS CASE WHEN strlen(x) >= 6 THEN mask_text(x) ELSE x END;

-- In a shifted row nobody knows which cell is the name: whatever looks like one is taken for one, also between the marks
-- of cells that ran together.
CREATE OR REPLACE MACRO names_masked(x) AS mask_pieces(x);

-- Is a row's own name, number or phone worth looking for in its texts? Not what says that nobody is named, and no firm.
CREATE OR REPLACE MACRO worth_seeking(x, shortest) AS
    length(x) >= shortest
    AND x NOT IN ('市民', '居民', '村民', '业主', '群众', '网友', '网民', '用户', '公民', '个人', '本人', '先生', '女士', '匿名', '保密', '未知', '不详')
    AND NOT regexp_matches(x, '(?:公司|集团|厂|店|行|局|委员会|合作社|医院|学校|事务所|中心|政府|超市|饭店|部|社|院|所|站|队)$');
