"""The assessment (考评): a ledger of points that units lose by rule and by hand, months that are closed, appeals, reviews."""
