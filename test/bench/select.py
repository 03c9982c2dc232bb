"""The peer: pandas (C engine), the columns needed, the selection, and the rows as CSV. python3 select.py OUT FILE..."""

import sys

import pandas

CODES = ["County Code", "District Code", "School Code"]
NAMES = {
    "Test Year": "year",
    "Test Id": "test",
    "Test ID": "test",
    "Grade": "grade",
    "Subgroup ID": "group",
    "Student Group ID": "group",
    "CAASPP Reported Enrollment": "enrolled",
    "Students Enrolled": "enrolled",
    "Total Students Enrolled": "enrolled",
    "Students Tested": "tested",
    "Total Students Tested": "tested",
    "Students with Scores": "scored",
    "Total Students Tested with Scores": "scored",
    "Mean Scale Score": "mean_scale_score",
    "Percentage Standard Met and Above": "percent_met",
}


def read(path):
    with open(path, encoding="cp1252") as file:
        separator = "^" if "^" in file.readline() else ","
    rows = pandas.read_csv(
        path,
        sep=separator,
        engine="c",
        encoding="cp1252",
        usecols=lambda name: name in CODES or name in NAMES,
        dtype=str,
        keep_default_na=False,
    ).rename(columns=NAMES)
    rows = rows[
        (rows["test"] == "2")
        & (rows["grade"] == "13")
        & (rows["School Code"] != "0000000")
        & rows["group"].isin(["1", "31", "78", "80", "128", "160"])
    ]
    rows.insert(0, "cds", rows["County Code"] + rows["District Code"] + rows["School Code"])
    return rows.drop(columns=CODES)


pandas.concat([read(path) for path in sys.argv[2:]]).to_csv(sys.argv[1], index=False)
