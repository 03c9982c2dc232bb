# The peer: data.table::fread of the columns needed, the selection, and the rows as CSV. Nothing is checked.
# Rscript fread.R OUT FILE...
suppressMessages(library(data.table))
setDTthreads(2)
words <- commandArgs(TRUE)
codes <- c("County Code", "District Code", "School Code")
first_line <- function(file) readLines(file, 1, encoding = "latin1")
# fread does not try the caret by itself.
separator <- function(file) if (grepl("^", first_line(file), fixed = TRUE)) "^" else ","
names_of <- function(file) {
  header <- gsub('"', "", strsplit(first_line(file), separator(file), fixed = TRUE)[[1]])
  pick <- function(...) intersect(c(...), header)[1]
  c(codes,
    year = "Test Year",
    test = pick("Test Id", "Test ID"),
    grade = "Grade",
    group = pick("Subgroup ID", "Student Group ID"),
    enrolled = pick("CAASPP Reported Enrollment", "Students Enrolled", "Total Students Enrolled"),
    tested = pick("Students Tested", "Total Students Tested"),
    scored = pick("Students with Scores", "Total Students Tested with Scores"),
    mean_scale_score = "Mean Scale Score",
    percent_met = "Percentage Standard Met and Above")
}
read <- function(file) {
  wanted <- names_of(file)
  rows <- fread(file, sep = separator(file), select = unname(wanted), colClasses = list(character = codes))
  setnames(rows, c("county", "district", "school", names(wanted)[-(1:3)]))
  rows <- rows[test == 2 & grade == 13 & school != "0000000" & group %in% c(1, 31, 78, 80, 128, 160)]
  rows[, c("cds", "county", "district", "school") := list(paste0(county, district, school), NULL, NULL, NULL)]
  rows
}
rows <- rbindlist(lapply(words[-1], read), use.names = TRUE)
fwrite(rows, words[1])
