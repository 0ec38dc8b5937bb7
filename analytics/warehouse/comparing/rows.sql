-- One row a changed field, one row a new or vanished key. `names` is the variable with the names of the fields.
CREATE OR REPLACE TEMP VIEW difference_rows AS
WITH pairs AS (
    SELECT compared.key, later.line, earlier.fields AS before, later.fields AS after
    FROM compared
    INNER JOIN earlier ON earlier.key = compared.key AND (earlier.part, earlier.line) = compared.earlier_place
    INNER JOIN later ON later.key = compared.key AND (later.part, later.line) = compared.later_place
    WHERE compared.change = 'changed'
),
numbered AS (
    SELECT pairs.*, unnest(range(1, len(getvariable('names')) + 1)) AS position FROM pairs
)
SELECT
    'changed' AS change,
    key,
    getvariable('names')[position] AS field,
    before[position] AS before,
    after[position] AS after,
    line
FROM numbered
WHERE before[position] IS DISTINCT FROM after[position]
UNION ALL
SELECT change, key, NULL, NULL, NULL, coalesce(later_place, earlier_place)[2]
FROM compared
WHERE change IN ('new', 'vanished');
