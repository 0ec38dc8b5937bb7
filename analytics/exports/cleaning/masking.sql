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

-- Inside texts. RE2 has no look-around: the neighbour is part of the match, so each runs twice to catch
-- numbers that share one ("13812345678,13912345678").
CREATE OR REPLACE MACRO _ids_once(x) AS
    regexp_replace(
        regexp_replace(
            x,
            '(^|[^0-9])([1-9][0-9]{3})[0-9]{2}((19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01]))([0-9]{3}[0-9Xx])($|[^0-9])',
            '\1\2' || '**********' || '\7\8', 'g'),
        '(^|[^0-9])([1-9][0-9]{3})[0-9]{2}([0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01]))([0-9]{3})($|[^0-9Xx])',
        '\1\2' || '********' || '\6\7', 'g');
CREATE OR REPLACE MACRO _phones_once(x) AS
    regexp_replace(
        regexp_replace(
            x,
            '(^|[^0-9]|\+?86[- ]?)(1[3-9][0-9])[- ]?[0-9]{4}[- ]?([0-9]{4})($|[^0-9])', '\1\2****\3\4', 'g'),
        '(^|[^0-9])(0[1-9][0-9]{1,2})([- )）]{0,2})[0-9]{4,5}([0-9]{3})($|[^0-9])', '\1\2\3****\4\5', 'g');

-- The commonest surnames, as one alternation; double surnames first.
CREATE OR REPLACE MACRO surnames() AS
    '欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程邢裴陆荣翁荀羊於惠甄曲家封靳汲段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东沃利越隆师巩聂晁勾敖融冷辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权闫肖付邸代苑岳佟付]';

-- 我叫张三, 联系人：李四; after 本人 and 我是 only where the name ends there, since
-- those words start many sentences.
CREATE OR REPLACE MACRO _introductions(x) AS
    regexp_replace(
        regexp_replace(
            x,
            '(我叫|名叫|我的名字叫|我的名字是|(?:姓名|联系人|申请人|留言人|投诉人|举报人|当事人|业主)[是为叫:：\s]+)(' || surnames() || ')(\p{Han}{1,2})',
            '\1\2**', 'g'),
        '(本人|我是|我为)(' || surnames() || ')(\p{Han}{1,2})([,，.。;；、:：!！\s(（0-9]|$|是|系|住|现|身份|电话|手机)',
        '\1\2**\4', 'g');
-- Only the numbers: for names of things, where 申请人查询 is no person.
CREATE OR REPLACE MACRO masked_numbers(x) AS
    CASE
        WHEN NOT regexp_matches(x, '[0-9０-９]{2}[- ]?[0-9０-９]{2}') THEN x
        ELSE _phones_once(_phones_once(_ids_once(_ids_once(
            CASE WHEN regexp_matches(x, '[０-９]') THEN half_width(x) ELSE x END))))
    END;

CREATE OR REPLACE MACRO masked_text(x) AS
    CASE
        WHEN NOT regexp_matches(x, '我叫|名叫|名字|本人|我是|我为|姓名|联系人|申请人|留言人|投诉人|举报人|当事人|业主')
            THEN masked_numbers(x)
        ELSE _introductions(masked_numbers(x))
    END;

-- In a shifted row nobody knows which cell is the name: whatever looks like one is taken for one.
CREATE OR REPLACE MACRO looks_like_name(x) AS
    regexp_full_match(x, '(' || surnames() || ')\p{Han}{1,2}');

-- Cells that ran together: a name between the marks that separate cells. Each mark is part of the match, so it runs twice.
CREATE OR REPLACE MACRO _names_once(x) AS
    regexp_replace(x, '(^|[,，;；|\t"、 ])(' || surnames() || ')(\p{Han}{1,2})($|[,，;；|\t"、 \r\n])', '\1\2**\4', 'g');
CREATE OR REPLACE MACRO names_masked(x) AS _names_once(_names_once(x));
