-- Each case as every import told it that told it again: of several lines of one import, the last. `told_on` is the newest
-- day of which the import tells.
SELECT
    case_versions.*,
    import_parts.told_on,
    import_parts.file
FROM case_versions
INNER JOIN import_parts ON import_parts.import_id = case_versions.import_id
QUALIFY row_number() OVER (
    PARTITION BY case_versions.platform, case_versions.case_no, case_versions.import_id ORDER BY case_versions.age
) = 1
